'use client'

import type { InquiryClient } from '@resumable-inquiry/core'
import type { FinishedInquiryStatus } from '@resumable-inquiry/core/wire'
import { type ReactElement, useEffect, useId, useRef, useState } from 'react'
import type { MessageOverrides } from '../plain-messages.ts'
import { Button } from './button.tsx'
import { continueMessages } from './continue-messages.ts'
import { Progress } from './progress.tsx'
import { useContinuation } from './use-continuation.ts'
import { useIsPhone } from './use-is-phone.ts'

/** What happens to a person who continues elsewhere. */
export interface ContinueListener {
  /** The person's own inquiry was started. */
  readonly onStart?: ((inquiryId: string) => void) | undefined
  /** The person has a link, or has opened the inquiry in another window; or has gone back. */
  readonly onHandOff?: ((isHandedOff: boolean) => void) | undefined
  /** The inquiry is finished, by the back end's word. Called once for each end. */
  readonly onFinished?: ((inquiryId: string, status: FinishedInquiryStatus) => void) | undefined
}

interface ContinueContentProps extends ContinueListener {
  /** Whether nothing around it is more important. */
  readonly isMain?: boolean
  readonly client: InquiryClient
  readonly inquiryId: string | undefined
  readonly messages: MessageOverrides | undefined
}

/** Offers a person to continue elsewhere. Empty where the client cannot create links. */
export function ContinueContent(props: ContinueContentProps): ReactElement | null {
  return props.client.endpoint === undefined ? null : <Offer {...props} />
}

function Offer({
  client,
  inquiryId,
  messages,
  isMain = false,
  onStart,
  onHandOff,
  onFinished,
}: ContinueContentProps): ReactElement {
  const texts = { ...continueMessages, ...messages?.continueElsewhere }
  const continuation = useContinuation(client, inquiryId, onStart)
  const { state, create, watch, hide } = continuation
  const isPhone = useIsPhone()
  const onDevice = isPhone ? texts.onOtherDevice : texts.onPhone
  const titleId = useId()
  /** The button that the person pressed. */
  const [title, setTitle] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const isPressed = useRef(false)

  const listener = useRef<ContinueListener>({})
  const reported = useRef(state)
  useEffect(() => {
    listener.current = { onHandOff, onFinished }
  })
  useEffect(() => {
    // Effects run again without a change, such as in a hidden Activity that is shown again.
    if (reported.current === state) return
    reported.current = state
    if (state.status === 'shown' || state.status === 'opened') listener.current.onHandOff?.(true)
    if (state.status === 'closed') listener.current.onHandOff?.(false)
    if (state.status === 'finished') {
      listener.current.onFinished?.(state.inquiryId, state.inquiryStatus)
    }
  }, [state])
  // What it is offered in, such as an error, steps back while it is shown.
  useEffect(() => {
    const content = root.current?.closest('.resumable-inquiry-content')
    content?.toggleAttribute('data-continues', state.status !== 'closed')
    return () => content?.removeAttribute('data-continues')
  }, [state.status])
  const shown = useRef(state.status)
  useEffect(() => {
    if (shown.current === state.status) return
    shown.current = state.status
    // The button that was pressed may be gone, and the focus with it.
    const element = root.current
    if (isPressed.current && element?.matches(':focus-within') === false) {
      element.focus({ preventScroll: true })
    }
  }, [state.status])

  const press = (act: () => void, nextTitle?: string) => () => {
    isPressed.current = true
    if (nextTitle !== undefined) setTitle(nextTitle)
    act()
  }
  const openLink = () => {
    // A browser lets a page open a window only while it handles the press.
    const opened = window.open('', '_blank')
    if (opened !== null) opened.opener = null
    void create().then((created) => {
      if (created === undefined) {
        opened?.close()
        return
      }
      // Where the browser opens no window, the person has the link.
      if (opened === null) return
      opened.location.replace(created.link.url)
      watch(created.inquiryId)
    })
  }

  const device = (
    <Button
      key="device"
      isStrong={isMain && !isPhone}
      onPress={press(() => void create(), onDevice)}
    >
      {onDevice}
    </Button>
  )
  const browser = (
    <OpenInBrowser
      key="browser"
      text={texts.inBrowser}
      isStrong={isMain && isPhone}
      address={hostedFlowAddress(client, inquiryId)}
      onFollow={press(() => inquiryId !== undefined && watch(inquiryId), texts.inBrowser)}
      onOpen={press(openLink, texts.inBrowser)}
    />
  )
  // A person on a phone has nothing at hand to scan a code with. Both stay available: it is a guess.
  const offers = isPhone ? [browser, device] : [device, browser]
  const hasTitle = state.status !== 'closed' && state.status !== 'finished'
  // In the page of a host it stands below a heading of theirs.
  const Heading = isMain ? 'h2' : 'h3'

  return (
    <div
      ref={root}
      tabIndex={-1}
      {...(hasTitle && { role: 'group', 'aria-labelledby': titleId })}
      className="resumable-inquiry-continue"
      data-state={state.status}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) {
          isPressed.current = false
        }
      }}
    >
      {state.status === 'closed' ? (
        offers
      ) : (
        <>
          {hasTitle && (
            <Heading id={titleId} className="resumable-inquiry-title">
              {title}
            </Heading>
          )}
          <Progress
            state={state}
            texts={texts}
            messages={messages}
            isPhone={isPhone}
            onRenew={press(() => void create(), onDevice)}
            onHide={press(hide)}
          />
        </>
      )}
    </div>
  )
}

/** Returns the address that redirects to Persona's page, unless the login cannot ride along. */
function hostedFlowAddress(
  { endpoint, hasHeaders }: InquiryClient,
  inquiryId: string | undefined,
): string | undefined {
  if (endpoint === undefined || hasHeaders || inquiryId === undefined) return undefined
  return `${endpoint.replace(/\/+$/, '')}/${inquiryId}/hosted`
}

function OpenInBrowser({
  text,
  isStrong,
  address,
  onFollow,
  onOpen,
}: {
  text: string
  isStrong: boolean
  address: string | undefined
  onFollow: () => void
  onOpen: () => void
}): ReactElement {
  if (address === undefined) {
    return (
      <Button isStrong={isStrong} onPress={onOpen}>
        {text}
      </Button>
    )
  }
  return (
    // Without its referrer a back end could not tell where the person comes from in older browsers.
    <a
      className="resumable-inquiry-button"
      data-emphasis={isStrong ? 'strong' : undefined}
      href={address}
      target="_blank"
      rel="noopener"
      referrerPolicy="strict-origin"
      onClick={onFollow}
      onAuxClick={({ button }) => button === 1 && onFollow()}
    >
      {text}
    </a>
  )
}
