import { ApiProblem, problemOf } from '../../api/problem.ts';
import { chosenLanguage } from '../../i18n/language.ts';
import type { UploadWay } from '../props.ts';

/**
 * Sends JSON, or a file as it is, with the progress of its way up, which `fetch` does not tell. Answers what the server
 * answered.
 * @throws ApiProblem, or the reason of the signal
 */
export async function sendWithProgress(address: string, body: unknown, { signal, onProgress }: UploadWay) {
  const request = new XMLHttpRequest();
  const text = await new Promise<Response>((resolve, reject) => {
    const offline = () =>
      reject(new ApiProblem({ code: 'platform.offline', status: 0, title: 'The server cannot be reached' }));
    request.open('POST', address);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', chosenLanguage());
    const plain = body instanceof Blob;
    request.setRequestHeader('Content-Type', plain ? 'application/octet-stream' : 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () =>
      resolve(
        new Response(request.status === 204 ? null : request.responseText, {
          status: request.status,
          headers: { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' },
        }),
      );
    request.onerror = offline;
    request.ontimeout = offline;
    signal.addEventListener('abort', () => {
      request.abort();
      reject(signal.reason as Error);
    });
    request.send(plain ? body : JSON.stringify(body));
  });
  if (!text.ok) throw await problemOf(text);
  return text.status === 204 ? undefined : await text.json();
}

/** The content of a file as contracts with `z.base64()` take it. */
export async function base64Of(file: Blob): Promise<string> {
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(file);
  });
}
