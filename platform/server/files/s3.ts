import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { platformErrors } from '../../errors.ts';
import { assertKey, type Files, meter } from './files.ts';

export interface S3Place {
  bucket: string;
  /** Put before every key; empty or ending in `/`. */
  prefix: string;
  endpoint?: string | undefined;
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Reads `s3://bucket/prefix?endpoint=http://host:9000&region=…`. */
export function parseS3Url(url: string, key?: string, secret?: string): S3Place {
  const { host, pathname, searchParams } = new URL(url);
  const prefix = pathname.replace(/^\/|\/$/g, '');
  return {
    bucket: host,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: searchParams.get('endpoint') ?? undefined,
    region: searchParams.get('region') ?? 'us-east-1',
    credentials: key && secret ? { accessKeyId: key, secretAccessKey: secret } : undefined,
  };
}

/** Files in a store that speaks S3. The library loads only here: a node without such a store never pays for it. */
export async function openS3Files(place: S3Place): Promise<Files> {
  const s3 = await import('@aws-sdk/client-s3');
  const { Upload } = await import('@aws-sdk/lib-storage');
  const client: S3Client = new s3.S3Client({
    region: place.region,
    forcePathStyle: place.endpoint !== undefined,
    // Other makers' stores do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(place.endpoint !== undefined && { endpoint: place.endpoint }),
    ...(place.credentials && { credentials: place.credentials }),
  });
  const at = (key: string) => ({ Bucket: place.bucket, Key: place.prefix + assertKey(key) });
  return {
    async put(key, content, maxBytes) {
      const { stream, stored } = meter(maxBytes);
      content.on('error', (error) => stream.destroy(error));
      // An upload in parts that is cut off leaves no object behind.
      await new Upload({ client, params: { ...at(key), Body: content.pipe(stream) } }).done();
      return stored();
    },
    async get(key) {
      try {
        const { Body } = await client.send(new s3.GetObjectCommand(at(key)));
        return Body as Readable;
      } catch (error) {
        if (error instanceof s3.NoSuchKey) throw platformErrors.fail('platform.file_not_found');
        throw error;
      }
    },
    async has(key) {
      try {
        await client.send(new s3.HeadObjectCommand(at(key)));
        return true;
      } catch (error) {
        if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return false;
        throw error;
      }
    },
    async remove(key) {
      await client.send(new s3.DeleteObjectCommand(at(key)));
    },
    async *list(prefix) {
      const pages = s3.paginateListObjectsV2({ client }, { Bucket: place.bucket, Prefix: place.prefix + prefix });
      for await (const page of pages) {
        for (const object of page.Contents ?? []) yield (object.Key as string).slice(place.prefix.length);
      }
    },
  };
}
