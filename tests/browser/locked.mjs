// Laid out as Excel does when a workbook is given a password: not a ZIP but a compound file (MS-CFB), in whose directory the
// storage \6DataSpaces with all it holds stands before the streams EncryptionInfo and EncryptedPackage, so that these lie
// behind its first sector. The sheet within is noise.
import crypto from 'node:crypto';

const FREE = 0xffffffff, END = 0xfffffffe, FAT = 0xfffffffd, SECTOR = 512;

// One of 128 bytes in the directory: kind 1 a folder, 2 a stream, 5 the root.
function entry(name, kind, { left = FREE, right = FREE, child = FREE, start = 0, size = 0 } = {}) {
	const b = Buffer.alloc(128);
	b.write(name, 'utf16le');
	b.writeUInt16LE((name.length + 1) * 2, 64);
	b[66] = kind;
	b[67] = 1;
	b.writeUInt32LE(left, 68);
	b.writeUInt32LE(right, 72);
	b.writeUInt32LE(child, 76);
	b.writeUInt32LE(start, 116);
	b.writeUInt32LE(size, 120);
	return b;
}

// Sectors: 0 the table, 1 to 3 the directory, 4 to 11 EncryptionInfo, 12 to 27 EncryptedPackage.
export function lockedBook() {
	const chains = [[1, 3], [4, 11], [12, 27]], fat = Buffer.alloc(SECTOR, 0xff), head = Buffer.alloc(SECTOR);
	fat.writeUInt32LE(FAT, 0);
	for (const [first, last] of chains)
		for (let i = first; i <= last; i++) fat.writeUInt32LE(i === last ? END : i + 1, i * 4);
	head.write('d0cf11e0a1b11ae1', 'hex');
	for (const [at, value] of [[24, 0x3e], [26, 3], [28, 0xfffe], [30, 9], [32, 6]]) head.writeUInt16LE(value, at);
	for (const [at, value] of [[44, 1], [48, 1], [56, 4096], [60, END], [68, END]]) head.writeUInt32LE(value, at);
	head.fill(0xff, 76);
	head.writeUInt32LE(0, 76);
	const directory = Buffer.concat([
		entry('Root Entry', 5, { child: 9 }), entry('\u0006DataSpaces', 1, { child: 3 }), entry('Version', 2), entry('DataSpaceMap', 2, { left: 2, right: 4 }),
		entry('DataSpaceInfo', 1, { child: 5, right: 6 }), entry('StrongEncryptionDataSpace', 2), entry('TransformInfo', 1, { child: 7 }),
		entry('StrongEncryptionTransform', 1, { child: 8 }), entry('\u0006Primary', 2), entry('EncryptionInfo', 2, { left: 1, right: 10, start: 4, size: 4096 }),
		entry('EncryptedPackage', 2, { start: 12, size: 8192 }), Buffer.alloc(128)]);
	const info = Buffer.alloc(4096);
	info.writeUInt16LE(4, 0);
	info.writeUInt16LE(4, 2);
	info.writeUInt32LE(0x40, 4);
	info.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>', 8);
	return Buffer.concat([head, fat, directory, info, crypto.randomBytes(8192)]);
}
