/** Things that belong to inquiries, in the order of their creation. */
export interface InquiryCollection<Entity> {
  add(entity: Entity): void
  get(id: string): Entity | undefined
  all(): Entity[]
  /** Those of one inquiry. */
  of(inquiryId: string): readonly Entity[]
  clear(): void
}

/** Indexed by inquiry, so that one inquiry among thousands costs no more than the only one. */
export function createInquiryCollection<
  Entity extends { readonly id: string; readonly inquiryId: string },
>(): InquiryCollection<Entity> {
  const byId = new Map<string, Entity>()
  const byInquiry = new Map<string, Entity[]>()
  return {
    add(entity) {
      byId.set(entity.id, entity)
      const ofInquiry = byInquiry.get(entity.inquiryId)
      if (ofInquiry) ofInquiry.push(entity)
      else byInquiry.set(entity.inquiryId, [entity])
    },
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    of: (inquiryId) => byInquiry.get(inquiryId) ?? [],
    clear() {
      byId.clear()
      byInquiry.clear()
    },
  }
}
