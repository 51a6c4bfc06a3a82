export const frameRefusals = ['x-frame-options', 'frame-ancestors', 'none'] as const

/** The header with which the frame refuses to be framed; `none` where it lets itself be framed. */
export type FrameRefusal = (typeof frameRefusals)[number]
