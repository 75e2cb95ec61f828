type Waiting<Ask, Answer> = {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * What is asked while others are being answered is answered with all that was asked meanwhile: however many are at
 * work at once, they share a statement, a round trip and a wait for the disk. Who comes alone is answered at once.
 * @param answer all in the order of the asks; where it throws, all that were asked together fail
 */
export function gathering<Ask, Answer>(
  answer: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = []
  let isAnswering = false

  const answerAll = async () => {
    isAnswering = true
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      try {
        const answers = await answer(together.map(({ ask }) => ask))
        for (const [index, answered] of answers.entries()) together[index]?.resolve(answered)
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    isAnswering = false
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (!isAnswering) void answerAll()
    })
}
