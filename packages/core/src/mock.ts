import { getMock, type InquiryMock, mockHolder, mockKey } from './development.ts'

export type { BackendResponse, InquiryMock } from './development.ts'

/**
 * Puts a mock in place of the SDK and of every back end, or none. For the testing kits of UI packages.
 *
 * @throws Error in production, where nothing can be put in their place.
 */
export function setMock(mock: InquiryMock | undefined): void {
  mockHolder[mockKey] = mock
  if (getMock() !== mock) {
    throw new Error("Mocks are left out of production. Run tests with NODE_ENV set to 'test'.")
  }
}
