/** A multipart form with one file, as bytes and the header that goes with them; for tests. */
export function multipartForm(field: string, name: string, content: string | Buffer) {
  const boundary = 'weft-boundary'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
