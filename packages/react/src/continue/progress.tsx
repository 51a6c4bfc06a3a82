'use client'

import type { OneTimeLink } from '@resumable-inquiry/core/wire'
import { type ReactElement, useId, useRef, useState } from 'react'
import type { ContinueMessages, MessageOverrides } from '../plain-messages.ts'
import { StatusText } from '../status-text.tsx'
import { useErrorMessage } from '../use-error-message.ts'
import { Button } from './button.tsx'
import { QrCode } from './qr-code.tsx'
import type { ContinuationState } from './use-continuation.ts'

/** Shows a person who continues elsewhere how far they are. */
export function Progress({
  state,
  texts,
  messages,
  isPhone,
  onRenew,
  onHide,
}: {
  state: Exclude<ContinuationState, { status: 'closed' }>
  texts: ContinueMessages
  messages: MessageOverrides | undefined
  isPhone: boolean
  onRenew: () => void
  onHide: () => void
}): ReactElement {
  switch (state.status) {
    case 'creating':
      return <Status>{texts.creating}</Status>
    case 'shown':
      return (
        <>
          <Status>{isPhone ? texts.copyOrScan : texts.scan}</Status>
          {isPhone && <LinkToCopy link={state.link} texts={texts} />}
          <QrCode text={state.link.shortUrl ?? state.link.url} title={texts.qrCode} />
          {!isPhone && <LinkToCopy link={state.link} texts={texts} />}
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
    <div className="resumable-inquiry-buttons">
      {renew !== undefined && <Button onPress={onRenew}>{renew}</Button>}
      <Button onPress={onHide}>{hide}</Button>
    </div>
  )
}

function Status({ children }: { children: string }): ReactElement {
  return <StatusText className="resumable-inquiry-text">{children}</StatusText>
}
