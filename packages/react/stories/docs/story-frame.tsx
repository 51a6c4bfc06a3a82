import { DocsContext, Source, useOf } from '@storybook/addon-docs/blocks'
import { type ReactElement, useContext, useEffect, useRef, useState } from 'react'
import { STORY_ARGS_UPDATED } from 'storybook/internal/core-events'
import { addons } from 'storybook/preview-api'
import './docs.css'

type Args = Readonly<Record<string, unknown>>

/** The part of a story's own preview that follows the controls. */
interface StoryPreview {
  onUpdateArgs(update: { storyId: string; updatedArgs: Args }): Promise<void>
}

/** The screen of a story where the page itself is on a phone, on which a larger one could not be read. */
const phone = { width: 390, height: 844 }

/**
 * Shows a story on a screen of its own, as large as a real one and scaled to the page. It follows the
 * controls and the color scheme of the page.
 */
export function StoryFrame({
  of,
  width: wantedWidth = 1280,
  height: wantedHeight = 800,
  hasCode = false,
}: {
  of: unknown
  width?: number
  height?: number
  /** Whether the code of the story is shown below it. */
  hasCode?: boolean
}): ReactElement {
  const { story } = useOf<'story'>(of, ['story'])
  const context = useContext(DocsContext).getStoryContext(story) as { globals: Args; args: Args }
  const { globals } = context
  const args = useStoryArgs(story.id, context.args)
  const frame = useRef<HTMLIFrameElement>(null)
  const sent = useRef<Args>(story.initialArgs)

  useEffect(() => {
    const changed = Object.entries(args).filter(([name, value]) => sent.current[name] !== value)
    const removed = Object.keys(sent.current).filter((name) => !(name in args))
    if (changed.length === 0 && removed.length === 0) return
    sent.current = args
    const page = frame.current?.contentWindow
    const preview = page && (Reflect.get(page, '__STORYBOOK_PREVIEW__') as StoryPreview | undefined)
    void preview?.onUpdateArgs({
      storyId: story.id,
      updatedArgs: Object.fromEntries([...removed.map((name) => [name, undefined]), ...changed]),
    })
  }, [args, story.id])

  const [area, setArea] = useState<HTMLElement | null>(null)
  const available = useWidth(area)
  const isPhone = window.innerWidth <= 600
  const width = isPhone ? Math.min(wantedWidth, phone.width) : wantedWidth
  const height = isPhone ? Math.min(wantedHeight, phone.height) : wantedHeight
  const scale = Math.min(1, available / width)
  const { docs } = story.parameters as {
    docs: {
      source: {
        language?: 'css' | 'tsx'
        code?: string
        transform(code: string, context: object): string
      }
    }
  }
  const { language = 'tsx', code, transform } = docs.source
  return (
    <div>
      <div
        ref={setArea}
        className="story-frame sb-unstyled"
        style={{ maxWidth: width, height: height * scale }}
      >
        <iframe
          ref={frame}
          title={story.name}
          src={`iframe.html?id=${story.id}&viewMode=story&globals=colorScheme:${String(globals['colorScheme'])}`}
          loading="lazy"
          style={{ width, height, transform: `scale(${scale})` }}
        />
      </div>
      <p className="story-frame-links sb-unstyled">
        <a href={`./?path=/story/${story.id}`} target="_top">
          Open “{story.name}” with its controls
        </a>
      </p>
      {hasCode && <Source code={code ?? transform('', { ...story, args })} language={language} />}
    </div>
  )
}

function useStoryArgs(id: string, currentArgs: Args): Args {
  const [args, setArgs] = useState(currentArgs)
  useEffect(() => {
    const channel = addons.getChannel()
    const update = (event: { storyId: string; args: Args }): void => {
      if (event.storyId === id) setArgs(event.args)
    }
    channel.on(STORY_ARGS_UPDATED, update)
    return () => channel.off(STORY_ARGS_UPDATED, update)
  }, [id])
  return args
}

function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}
