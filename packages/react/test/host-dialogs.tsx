import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Dialog as HeadlessDialog, DialogPanel } from '@headlessui/react'
import MuiDialog from '@mui/material/Dialog'
import * as Radix from '@radix-ui/react-dialog'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'

/** A dialog of the host's, controlled as such dialogs are. */
export interface HostDialogProps {
  open: boolean
  onClose: () => void
  children: ReactNode
}

const title = 'A dialog of the host'

function NativeDialog({ open, onClose, children }: HostDialogProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!open) return
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [open])
  useEffect(() => {
    const dialog = ref.current
    // A click on the backdrop closes it, as many hosts' do.
    const closeByBackdrop = ({ target }: MouseEvent) => {
      if (target === dialog) onClose()
    }
    dialog?.addEventListener('click', closeByBackdrop)
    return () => dialog?.removeEventListener('click', closeByBackdrop)
  }, [onClose])
  return (
    <dialog ref={ref} aria-label={title} onClose={onClose}>
      {children}
    </dialog>
  )
}

/** Locks and traps as a host may write them by hand. */
function HandMadeDialog({ open, onClose, children }: HostDialogProps): ReactElement | null {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!open || dialog === null) return
    const { body, documentElement } = document
    const others = [...body.children].filter((one) => !one.contains(dialog))
    const before = others.map((one) => [one, one.hasAttribute('inert')] as const)
    for (const one of others) one.setAttribute('inert', '')
    const overflows = [body, documentElement].map((one) => [one, one.style.overflow] as const)
    for (const [one] of overflows) one.style.overflow = 'hidden'
    const { position, pointerEvents } = body.style
    body.style.position = 'fixed'
    body.style.pointerEvents = 'none'
    const trap = (event: FocusEvent) => {
      if (event.target instanceof Node && !dialog.contains(event.target)) dialog.focus()
    }
    const close = (event: Event) => {
      if (event.target instanceof Node && !dialog.contains(event.target)) onClose()
    }
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose()
    }
    dialog.focus()
    document.addEventListener('focusin', trap)
    document.addEventListener('pointerdown', close, true)
    document.addEventListener('keydown', onKeyDown, true)
    return () => {
      document.removeEventListener('focusin', trap)
      document.removeEventListener('pointerdown', close, true)
      document.removeEventListener('keydown', onKeyDown, true)
      for (const [one, isInert] of before) one.toggleAttribute('inert', isInert)
      for (const [one, overflow] of overflows) one.style.overflow = overflow
      Object.assign(body.style, { position, pointerEvents })
    }
  }, [open, onClose])
  if (!open) return null
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      style={{ position: 'fixed', inset: 0, zIndex: 99_999, pointerEvents: 'auto' }}
    >
      {children}
    </div>
  )
}

/** Dialogs that hosts use, each as its documentation shows it. */
export const hostDialogs: Record<string, (props: HostDialogProps) => ReactNode> = {
  'Headless UI': ({ open, onClose, children }) => (
    <HeadlessDialog open={open} onClose={onClose} aria-label={title}>
      <DialogPanel>{children}</DialogPanel>
    </HeadlessDialog>
  ),
  'React Aria': ({ open, onClose, children }) => (
    <ModalOverlay isDismissable isOpen={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal>
        <AriaDialog aria-label={title}>{children}</AriaDialog>
      </Modal>
    </ModalOverlay>
  ),
  Radix: ({ open, onClose, children }) => (
    <Radix.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Radix.Portal>
        <Radix.Overlay />
        <Radix.Content aria-describedby={undefined}>
          <Radix.Title>{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  ),
  'Base UI': ({ open, onClose, children }) => (
    <BaseDialog.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop />
        <BaseDialog.Popup style={{ position: 'fixed', inset: 100 }}>
          <BaseDialog.Title>{title}</BaseDialog.Title>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  ),
  MUI: ({ open, onClose, children }) => (
    <MuiDialog open={open} onClose={onClose} aria-labelledby="title" transitionDuration={0}>
      <h2 id="title">{title}</h2>
      {children}
    </MuiDialog>
  ),
  'a native dialog': (props) => <NativeDialog {...props} />,
  'a dialog made by hand': (props) => <HandMadeDialog {...props} />,
}
