import { toSessionPath } from './client/backend.ts'
import { loadAnswers } from './client/load-answers.ts'
import { getMock, type InquiryMock, mockHolder, mockKey } from './development.ts'
import { loadMachine } from './flow/first-opening.ts'

export type { BackendResponse, InquiryMock } from './development.ts'

/**
 * Puts a mock in place of the SDK and of every back end, or none. For the testing kits of UI packages.
 *
 * @throws Error in production, where nothing can be put in their place.
 */
export function setMock(mock: Omit<InquiryMock, 'fetchSession'> | undefined): void {
  // They are there when the page opens a flow, unless that is at once.
  void loadMachine()
  void loadAnswers()
  mockHolder[mockKey] = mock && {
    ...mock,
    async fetchSession({ inquiryId }) {
      const response = await mock.fetch(toSessionPath(inquiryId))
      const { parseSessionAnswer, readAnswer } = await loadAnswers()
      const namesInquiry = inquiryId !== undefined
      return (await readAnswer(response, parseSessionAnswer, '', namesInquiry)).session
    },
  }
  if (getMock() !== mockHolder[mockKey]) {
    throw new Error("Mocks are left out of production. Run tests with NODE_ENV set to 'test'.")
  }
}
