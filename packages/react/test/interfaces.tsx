import { type ReactNode, useInsertionEffect, useState } from 'react'
import { expect } from 'vitest'
import { ResumableInquiry, type ResumableInquiryProps } from '../src/resumable-inquiry.tsx'
import type { ResumableInquiryFlow } from '../src/use-flow-handle.ts'
import { useResumableInquiry } from '../src/use-resumable-inquiry.ts'

let flow: ResumableInquiryFlow | undefined

/** Returns the flow of the hook that was rendered last. */
export function getFlow(): ResumableInquiryFlow | undefined {
  return flow
}

/** A host that controls the component, and opens it at once. */
export function Component(props: ResumableInquiryProps): ReactNode {
  const [open, setOpen] = useState(true)
  return (
    <ResumableInquiry
      {...props}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        props.onOpenChange?.(next)
      }}
    />
  )
}

/** A host that uses the hook. */
export function Hook(props: ResumableInquiryProps): ReactNode {
  const handle = useResumableInquiry(props)
  useInsertionEffect(() => {
    flow = handle
  }, [handle])
  return <div data-state={handle.state.status} />
}

/** A host that shows the component's flow in its own layout. */
export function InlineComponent(props: ResumableInquiryProps): ReactNode {
  return <Component {...props} presentation="inline" />
}

/** The two ways to use a flow, by name. */
export const interfaces: Record<string, (props: ResumableInquiryProps) => ReactNode> = {
  component: Component,
  hook: Hook,
}

/** Opens the flow of an interface that does not open by itself. */
export function openFlow(name: string): void {
  if (name === 'hook') flow?.open()
}

/** Waits until the flow has a status. */
export function stateIs(status: string): Promise<void> {
  return expect
    .poll(() => document.querySelector('[data-state]')?.getAttribute('data-state'))
    .toBe(status)
}

/** Returns callbacks that record their calls. */
export function recordCallbacks(): {
  calls: string[]
  callbacks: Pick<ResumableInquiryProps, 'onOpenChange' | 'onCancel' | 'onComplete' | 'onError'>
} {
  const calls: string[] = []
  return {
    calls,
    callbacks: {
      onOpenChange: (open) => calls.push(`onOpenChange ${open}`),
      onCancel: () => calls.push('onCancel'),
      onComplete: () => calls.push('onComplete'),
      onError: () => calls.push('onError'),
    },
  }
}
