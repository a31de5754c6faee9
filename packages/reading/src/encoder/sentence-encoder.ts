/** Numbers in an embedding. */
export const EMBEDDING_LENGTH = 512

/** Turns sentences into numbers: sentences that mean alike lie close together, whatever their words. */
export interface SentenceEncoder {
  /** Changes whenever any embedding can change. */
  readonly version: string
  /**
   * An embedding of length {@link EMBEDDING_LENGTH} for each text, in their order. A text's embedding is the same to
   * the last bit whatever stands beside it. Texts must not be empty.
   */
  embed(texts: readonly string[]): Promise<Float32Array[]>
}
