/**
 * Returns whether a value has the form of a Persona inquiry id: `inq_`, then letters, digits, `_` or
 * `-`. Only the form is checked, which makes it safe to use in a URL.
 */
export function isInquiryId(value: unknown): value is string {
  return typeof value === 'string' && /^inq_[A-Za-z0-9_-]{1,120}$/.test(value)
}
