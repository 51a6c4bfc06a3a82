import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Control, PlaygroundState } from '../../playground-contract.ts'
import { unreportedKill } from './hint.ts'
import { applyControl, playgroundQueryOptions } from './playground-query.ts'

interface ControlsProps {
  playground: PlaygroundState
  onApplied: (control: Control, label: string) => void
}

/** Buttons that change the person's inquiry and the emulator. */
export function Controls({ playground, onApplied }: ControlsProps) {
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ control }: { control: Control; label: string }) => applyControl(control),
    onSuccess(state, { control, label }) {
      queryClient.setQueryData(playgroundQueryOptions.queryKey, state)
      onApplied(control, label)
    },
  })
  // Controls that act once have no `isPressed`.
  const button = (control: Control, text: string, label: string, isPressed?: boolean) => (
    <button
      type="button"
      className="control-button"
      aria-pressed={isPressed}
      onClick={() => mutation.mutate({ control, label })}
    >
      {text}
    </button>
  )
  const { network, widget } = playground

  return (
    <div className="controls">
      <ControlGroup title="Kill the session now, and the widget reports" isMain>
        {button(
          'kill_unauthenticated',
          'unauthenticated',
          'Session killed, reported unauthenticated',
        )}
        {button('kill_unknown', 'unknown', 'Session killed, reported unknown')}
        {button('kill_unreported', 'nothing', unreportedKill)}
      </ControlGroup>
      <ControlGroup title="Inquiry">
        {button('expire', 'Expire', 'Inquiry expired')}
        {button('approve', 'Approve', 'Inquiry approved')}
        {button('decline', 'Decline', 'Inquiry declined')}
      </ControlGroup>
      <ControlGroup title="Next widget">
        {button('widget_normal', 'fine', 'Widgets start as usual', widget === 'normal')}
        {button('widget_slow', 'slow', 'Widgets start slowly', widget === 'slow')}
        {button('widget_hang', 'hangs', 'Widgets hang', widget === 'hang')}
        {button('widget_crash', 'crashes', 'Widgets crash', widget === 'crash')}
      </ControlGroup>
      <ControlGroup title="Network">
        {button('network_restore', 'up', 'Network to Persona restored', network === 'up')}
        {button('network_cut', 'cut', 'Network to Persona cut', network === 'cut')}
      </ControlGroup>
      <ControlGroup title="Start over">
        {button('begin_again', 'Begin again', 'The demo begins again')}
        {button('restart_persona', 'Restart Persona', 'Persona restarted, everything forgotten')}
      </ControlGroup>
      <p role="alert" className="controls-alert">
        {mutation.error?.message}
      </p>
    </div>
  )
}

interface ControlGroupProps {
  title: string
  isMain?: boolean
  children: ReactNode
}

function ControlGroup({ title, isMain = false, children }: ControlGroupProps) {
  return (
    <div
      className={isMain ? 'control-group main' : 'control-group'}
      role="group"
      aria-label={title}
    >
      <span className="control-group-title" aria-hidden="true">
        {title}
      </span>
      <div className="control-row">{children}</div>
    </div>
  )
}
