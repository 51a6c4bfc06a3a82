import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
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
      <ControlGroup
        title="Kill the session"
        text="It dies now, and the widget tells the page:"
        isMain
      >
        {button(
          'kill_unauthenticated',
          'unauthenticated',
          'Session killed, reported unauthenticated',
        )}
        {button('kill_unknown', 'unknown', 'Session killed, reported unknown')}
        {button('kill_unreported', 'nothing', unreportedKill)}
      </ControlGroup>
      <ControlGroup title="Inquiry" text="Its time is up, or a reviewer decides.">
        {button('expire', 'Expire', 'Inquiry expired')}
        {button('approve', 'Approve', 'Inquiry approved')}
        {button('decline', 'Decline', 'Inquiry declined')}
      </ControlGroup>
      <ControlGroup title="Widget" text="How it starts from now on.">
        {button('widget_normal', 'Normal', 'Widgets start normally', widget === 'normal')}
        {button('widget_slow', 'Slow', 'Widgets start slowly', widget === 'slow')}
        {button('widget_hang', 'Hangs', 'Widgets hang', widget === 'hang')}
        {button('widget_crash', 'Crashes', 'Widgets crash', widget === 'crash')}
      </ControlGroup>
      <ControlGroup title="Network" text="Between Persona and everyone else.">
        {button('network_restore', 'Up', 'Network to Persona restored', network === 'up')}
        {button('network_cut', 'Cut', 'Network to Persona cut', network === 'cut')}
      </ControlGroup>
      <ControlGroup title="Start over" text="Reset the demo, or make Persona forget.">
        {button('begin_again', 'Begin again', 'The demo starts over')}
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
  /** What the controls do. */
  text: string
  isMain?: boolean
  children: ReactNode
}

function ControlGroup({ title, text, isMain = false, children }: ControlGroupProps) {
  const id = useId()
  return (
    <div
      className={isMain ? 'control-group main' : 'control-group'}
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}text`}
    >
      <span className="control-group-title" id={id}>
        {title}
      </span>
      <div className="control-row">{children}</div>
      <p className="control-group-text" id={`${id}text`}>
        {text}
      </p>
    </div>
  )
}
