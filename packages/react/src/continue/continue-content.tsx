'use client'

import type { InquiryClient } from '@resumable-inquiry/core'
import type { FinishedInquiryStatus, OneTimeLink } from '@resumable-inquiry/core/wire'
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ContinueMessages, MessageOverrides } from '../plain-messages.ts'
import { StatusText } from '../status-text.tsx'
import { useErrorMessage } from '../use-error-message.ts'
import { continueMessages } from './continue-messages.ts'
import { QrCode } from './qr-code.tsx'
import { type ContinuationState, useContinuation } from './use-continuation.ts'

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
    if (isPressed.current && !element?.contains(document.activeElement)) {
      element?.focus({ preventScroll: true })
    }
  }, [state.status])

  const press = (act: () => void) => () => {
    isPressed.current = true
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

  return (
    <div
      ref={root}
      tabIndex={-1}
      className="resumable-inquiry-continue"
      data-state={state.status}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) {
          isPressed.current = false
        }
      }}
    >
      {state.status === 'closed' ? (
        <>
          <Button isStrong={isMain} onPress={press(() => void create())}>
            {texts.onPhone}
          </Button>
          <OpenInBrowser
            text={texts.inBrowser}
            address={hostedFlowAddress(client, inquiryId)}
            onFollow={press(() => inquiryId !== undefined && watch(inquiryId))}
            onOpen={press(openLink)}
          />
        </>
      ) : (
        <Progress
          state={state}
          texts={texts}
          messages={messages}
          onRenew={press(() => void create())}
          onHide={press(hide)}
        />
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
  address,
  onFollow,
  onOpen,
}: {
  text: string
  address: string | undefined
  onFollow: () => void
  onOpen: () => void
}): ReactElement {
  if (address === undefined) return <Button onPress={onOpen}>{text}</Button>
  return (
    // Without its referrer a back end could not tell where the person comes from in older browsers.
    <a
      className="resumable-inquiry-button"
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

function Progress({
  state,
  texts,
  messages,
  onRenew,
  onHide,
}: {
  state: Exclude<ContinuationState, { status: 'closed' }>
  texts: ContinueMessages
  messages: MessageOverrides | undefined
  onRenew: () => void
  onHide: () => void
}): ReactElement {
  switch (state.status) {
    case 'creating':
      return <Status>{texts.creating}</Status>
    case 'shown':
      return (
        <>
          <Status>{texts.scan}</Status>
          <QrCode text={state.link.shortUrl ?? state.link.url} title={texts.qrCode} />
          <LinkToCopy link={state.link} texts={texts} />
          <p className="resumable-inquiry-text">{texts.once}</p>
          <Buttons renew={texts.renew} hide={texts.hide} onRenew={onRenew} onHide={onHide} />
        </>
      )
    case 'opened':
    case 'ended':
      return (
        <>
          <Status>{texts[state.status]}</Status>
          <Buttons renew={texts.renew} hide={texts.hide} onRenew={onRenew} onHide={onHide} />
        </>
      )
    case 'finished':
      return <Status>{texts.finished}</Status>
    case 'failed':
      return <Failure {...{ state, texts, messages, onRenew, onHide }} />
  }
}

function Failure({
  state: { error },
  texts,
  messages,
  onRenew,
  onHide,
}: {
  state: Extract<ContinuationState, { status: 'failed' }>
  texts: ContinueMessages
  messages: MessageOverrides | undefined
  onRenew: () => void
  onHide: () => void
}): ReactElement {
  const { title, text } = useErrorMessage(error, messages)
  return (
    <>
      <Status>{`${title}. ${text}`}</Status>
      <Buttons
        renew={error.retryable ? (messages?.retry ?? 'Try again') : undefined}
        hide={texts.hide}
        onRenew={onRenew}
        onHide={onHide}
      />
    </>
  )
}

function LinkToCopy({ link, texts }: { link: OneTimeLink; texts: ContinueMessages }): ReactElement {
  const [isCopied, setIsCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const fieldId = useId()
  const address = link.shortUrl ?? link.url
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      setIsCopied(true)
    } catch {
      // Without the permission, or on plain http, the person copies it.
      field.current?.select()
    }
  }
  return (
    <div className="resumable-inquiry-link">
      <label className="resumable-inquiry-text" htmlFor={fieldId}>
        {texts.link}
      </label>
      <input
        ref={field}
        id={fieldId}
        readOnly
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button onPress={() => void copy()}>{isCopied ? texts.copied : texts.copy}</Button>
      {isCopied && <StatusText isHidden>{texts.copied}</StatusText>}
    </div>
  )
}

function Buttons({
  renew,
  hide,
  onRenew,
  onHide,
}: {
  renew: string | undefined
  hide: string
  onRenew: () => void
  onHide: () => void
}): ReactElement {
  return (
    <>
      {renew !== undefined && <Button onPress={onRenew}>{renew}</Button>}
      <Button onPress={onHide}>{hide}</Button>
    </>
  )
}

function Button({
  children,
  isStrong = false,
  onPress,
}: {
  children: ReactNode
  isStrong?: boolean
  onPress: () => void
}): ReactElement {
  return (
    <button
      type="button"
      className="resumable-inquiry-button"
      data-emphasis={isStrong ? 'strong' : undefined}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

function Status({ children }: { children: string }): ReactElement {
  return <StatusText className="resumable-inquiry-text">{children}</StatusText>
}
