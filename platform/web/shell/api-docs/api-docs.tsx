export function ApiDocs() {
  return null;
}
