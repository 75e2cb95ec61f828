import type { App } from '#api/route.ts'

export function connectionCheckRoutes(app: App): void {
  const config = { group: 'internal', scope: 'connection:check' } as const
  app.get('/internal/connection-check', { config }, () => ({
    status: true,
    message: 'Connection check successful',
  }))
}
