import { readFileSync } from 'node:fs';

/** A commune of today. */
export interface CommuneUnit {
  code: string;
  /** `Phường Bắc Nha Trang` */
  name: string;
  longitude: number;
  latitude: number;
  areaKm2: number;
}

/** A commune of before 01/07/2025 with its district and province. */
export interface OldUnit {
  provinceCode: string;
  province: string;
  districtCode: string;
  district: string;
  code: string;
  name: string;
}

export function readCommunes(): CommuneUnit[] {
  return readRows('communes-2026.csv').map(([code = '', name = '', , longitude, latitude, area]) => ({
    code,
    name: name.normalize('NFC'),
    longitude: Number(longitude),
    latitude: Number(latitude),
    areaKm2: Number(area),
  }));
}

export function readOldUnits(): OldUnit[] {
  return readRows('units-before-2025-07.csv').map(
    ([provinceCode = '', province = '', districtCode = '', district = '', code = '', name = '']) => ({
      provinceCode,
      province: province.normalize('NFC'),
      districtCode,
      district: district.normalize('NFC'),
      code,
      name: name.normalize('NFC'),
    }),
  );
}

/** Lines of one of our own files: no quotes, no commas inside. */
function readRows(file: string): string[][] {
  const text = readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}
