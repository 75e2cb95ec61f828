import type { App } from '#api/route.ts'

export function agentConnectionCheckRoutes(app: App): void {
  app.get('/external/connection-check', { config: { group: 'external' } }, () => ({
    status: true,
    message: 'Connection check successful',
  }))
}
