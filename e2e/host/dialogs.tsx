import { Dialog as HeadlessDialog, DialogPanel, DialogTitle } from '@headlessui/react'
import * as Radix from '@radix-ui/react-dialog'
import { type ReactNode, useEffect, useRef } from 'react'
import * as Aria from 'react-aria-components'
import type { DialogKind } from './config.ts'

const title = 'Verification'
const style = {
  position: 'fixed',
  inset: '24px',
  width: 480,
  margin: '0 auto',
  overflow: 'auto',
  background: 'canvas',
} as const

interface DialogProps {
  children: ReactNode
  /** Called when the dialog would close, such as on a click outside of it. It stays open. */
  onClose: () => void
}

/** Modal dialogs of common libraries, each open from the start. */
export const dialogs: Record<DialogKind, (props: DialogProps) => ReactNode> = {
  radix: ({ children, onClose }) => (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay />
        <Radix.Content style={style} aria-describedby={undefined}>
          <Radix.Title>{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  ),
  headless: ({ children, onClose }) => (
    <HeadlessDialog open onClose={onClose}>
      <DialogPanel style={style}>
        <DialogTitle>{title}</DialogTitle>
        {children}
      </DialogPanel>
    </HeadlessDialog>
  ),
  aria: ({ children, onClose }) => (
    <Aria.ModalOverlay isOpen isDismissable onOpenChange={onClose}>
      <Aria.Modal style={style}>
        <Aria.Dialog>
          <Aria.Heading slot="title">{title}</Aria.Heading>
          {children}
        </Aria.Dialog>
      </Aria.Modal>
    </Aria.ModalOverlay>
  ),
  native: NativeDialog,
}

function NativeDialog({ children, onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  return (
    <dialog ref={dialog} aria-label={title} style={style} onClose={onClose}>
      {children}
    </dialog>
  )
}
