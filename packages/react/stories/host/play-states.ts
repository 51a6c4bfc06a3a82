import { defaultMessages } from '@resumable-inquiry/react/messages'
import { expect, screen, waitFor } from 'storybook/test'
import { announcementIs, panelIsInPlace, stateIs, textIs } from './checks.ts'
import {
  backEndAnswers,
  becomesReady,
  sessionExpires,
  timePasses,
  waitLimit,
} from './mocked-inquiry.ts'

// How a story is brought into each state. Modal and inline flows share them.

/** The flow is closed: the person sees the page. */
export async function isIdle(): Promise<void> {
  await stateIs('idle')
  await expect(document.querySelector('.resumable-inquiry-panel')).toBeNull()
  await expect(document.querySelector('iframe')).toBeNull()
}

/** A session is requested, or the widget is being loaded. */
export async function isLoading(): Promise<void> {
  await stateIs('loading')
  await announcementIs(defaultMessages.loading)
  await panelIsInPlace()
}

/** The widget is loading, and has been for eight seconds. */
export async function isLoadingForLong(): Promise<void> {
  await isLoading()
  timePasses(8_000)
  await announcementIs(defaultMessages.stillLoading)
}

/** The person is in the widget. */
export async function isOpen(): Promise<void> {
  await becomesReady()
  await stateIs('open')
  await waitFor(() => expect(document.querySelector('iframe')).toBeVisible(), {
    timeout: waitLimit,
  })
  await expect(document.querySelector('.resumable-inquiry-panel')).toBeNull()
}

/** The session has expired, and the back end has not given another yet. */
export async function isRecoveringSession(): Promise<void> {
  await isOpen()
  backEndAnswers('nothing')
  await sessionExpires()
  await isRecovering()
}

/** The session has expired, and the next widget is being loaded. */
export async function isRecoveringWidget(): Promise<void> {
  await isOpen()
  await sessionExpires()
  await isRecovering()
  await waitFor(() => expect(document.querySelector('iframe')).not.toBeNull(), {
    timeout: waitLimit,
  })
}

/** The flow is being recovered. */
export async function isRecovering(): Promise<void> {
  await stateIs('recovering')
  await announcementIs(defaultMessages.recovering)
  await panelIsInPlace()
}

/** The inquiry is finished, and the page says so. */
export async function isFinished(): Promise<void> {
  await stateIs('finished')
  await textIs('Thank you. There is nothing left to do.')
  await expect(screen.queryByRole('dialog')).toBeNull()
}
