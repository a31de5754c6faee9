const BOUNDARY = 'weft-boundary'

/** A multipart form with one file, and other fields before or after it, as bytes and the header that goes with them; for tests. */
export function multipartForm(
  field: string,
  name: string,
  content: string | Buffer,
  fields: { before?: Record<string, string>; after?: Record<string, string> } = {},
) {
  const file = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: Buffer.concat([
      Buffer.from(`${textFields(fields.before)}${file}`),
      Buffer.from(content),
      Buffer.from(`\r\n${textFields(fields.after)}--${BOUNDARY}--\r\n`),
    ]),
  }
}

function textFields(fields: Record<string, string> = {}): string {
  return Object.entries(fields)
    .map(([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')
}
