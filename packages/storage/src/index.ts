export { BlobError, type BlobStore, openBlobStore } from './blob-store.ts'
export { deriveKeys, type Keys } from './keys.ts'
export { SealError } from './seal.ts'
export { openSecret, sealSecret } from './secret.ts'
