/** The bank's logo and name. */
export function Brand() {
  return (
    <span className="brand">
      <img src="/harbor.svg" alt="" width="30" height="30" />
      Harbor Bank
    </span>
  )
}
