import { ResumableInquiryError } from '@resumable-inquiry/core'
import { afterEach, describe, expect, test } from 'vitest'
import { cleanup, render, renderHook } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import '@resumable-inquiry/react/styles.css'
import type { Appearance } from './slots.ts'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { setUp } from '../test/set-up.ts'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

const variants = [
  {
    styleVariant: undefined,
    colorScheme: 'light',
    background: 'rgb(255, 255, 255)',
    text: 'rgb(18, 21, 31)',
    accent: 'rgb(59, 79, 216)',
  },
  {
    styleVariant: 'dark',
    colorScheme: 'dark',
    background: 'rgb(20, 22, 27)',
    text: 'rgb(241, 243, 248)',
    accent: 'rgb(154, 168, 255)',
  },
] as const

const panel = () => document.querySelector('.resumable-inquiry-panel')
const backdrop = () => document.querySelector('.resumable-inquiry-backdrop')
const untilEntered = () =>
  Promise.all((backdrop()?.getAnimations() ?? []).map(({ finished }) => finished))

function HostStyles({ children }: { children: string }) {
  return <style>{children}</style>
}

describe.for(variants)('with the styleVariant $styleVariant', ({ styleVariant, ...colors }) => {
  test('the custom properties of the page apply', async () => {
    const { props } = setUp({
      answer: () => Promise.reject(new ResumableInquiryError('signed_out', '')),
    })
    await render(
      <>
        <HostStyles>
          {`:root {
            --resumable-inquiry-surface: rgb(1, 1, 1);
            --resumable-inquiry-accent: rgb(2, 2, 2);
            --resumable-inquiry-on-accent: rgb(3, 3, 3);
            --resumable-inquiry-caution: rgb(4, 4, 4);
            --resumable-inquiry-backdrop: rgb(5, 5, 5);
            --resumable-inquiry-radius: 5px;
            --resumable-inquiry-font: serif;
          }`}
        </HostStyles>
        <ResumableInquiry {...props} inquiryId="inq_a" styleVariant={styleVariant} />
      </>,
    )
    const button = page.getByRole('button', { name: 'Try again' })
    await expect.element(button).toHaveStyle({
      backgroundColor: 'rgb(2, 2, 2)',
      color: 'rgb(3, 3, 3)',
      borderRadius: '5px',
      fontFamily: 'serif',
    })
    expect(panel()).toHaveStyle({ backgroundColor: 'rgb(1, 1, 1)', borderRadius: '5px' })
    const icon = document.querySelector('.resumable-inquiry-icon')
    expect(icon).toHaveStyle({ color: 'rgb(4, 4, 4)' })
    await untilEntered()
    expect(backdrop()).toHaveStyle({ backgroundColor: 'rgb(5, 5, 5)' })
  })

  test('the prop appearance applies, as it is at each rendering', async () => {
    const { props } = setUp({
      answer: () => Promise.reject(new ResumableInquiryError('signed_out', '')),
    })
    const flow = (appearance: Appearance | undefined) => (
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        styleVariant={styleVariant}
        appearance={appearance}
      />
    )
    const { rerender } = await render(
      flow({
        surface: 'rgb(1, 1, 1)',
        accent: 'rgb(2, 2, 2)',
        onAccent: 'rgb(3, 3, 3)',
        backdrop: 'rgb(5, 5, 5)',
        radius: '5px',
        font: 'serif',
      }),
    )
    const button = page.getByRole('button', { name: 'Try again' })
    await expect.element(button).toHaveStyle({
      backgroundColor: 'rgb(2, 2, 2)',
      color: 'rgb(3, 3, 3)',
      borderRadius: '5px',
      fontFamily: 'serif',
    })
    expect(panel()).toHaveStyle({ backgroundColor: 'rgb(1, 1, 1)', borderRadius: '5px' })
    await untilEntered()
    expect(backdrop()).toHaveStyle({ backgroundColor: 'rgb(5, 5, 5)' })

    await rerender(flow({ radius: '6px' }))
    expect(panel()).toHaveStyle({ backgroundColor: colors.background, borderRadius: '6px' })
    await rerender(flow(undefined))
    expect(panel()).toHaveStyle({ borderRadius: '4px' })
  })

  test('an error has the colors of the variant', async () => {
    const { props } = setUp({
      answer: () => Promise.reject(new ResumableInquiryError('signed_out', '')),
    })
    await render(<ResumableInquiry {...props} inquiryId="inq_a" styleVariant={styleVariant} />)
    const button = page.getByRole('button', { name: 'Try again' })
    await expect.element(button).toHaveStyle({ backgroundColor: colors.accent })
  })

  test('the overlay of the hook looks like the widget, whatever the styles of the page', async () => {
    const { props, widget } = setUp({
      script: (created, index) => {
        if (index === 0) created.ready()
      },
    })
    await render(
      <HostStyles>{':root { color-scheme: light dark } p { color: rgb(1, 1, 1) }'}</HostStyles>,
    )
    const { result } = await renderHook(() =>
      useResumableInquiry({ ...props, inquiryId: 'inq_a', styleVariant }),
    )
    result.current.open()
    ;(await widget(0)).fail({ status: 409, code: 'unauthenticated' })
    const status = page.getByRole('dialog').getByRole('status')
    const quietText = colors.text.replace('rgb(', 'rgba(').replace(')', ', 0.72)')
    await expect.element(status).toHaveStyle({ color: quietText })
    expect(panel()).toHaveStyle({
      backgroundColor: colors.background,
      colorScheme: colors.colorScheme,
    })
  })
})
