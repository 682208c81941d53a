import type { S3Operation } from "./call.ts";
import { getBucketAcl, putBucketAcl } from "./acl/bucket-acl.ts";
import { getObjectAcl, putObjectAcl } from "./acl/object-acl.ts";
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from "./buckets/bucket-encryption.ts";
import { deleteBucketLifecycle, getBucketLifecycle, putBucketLifecycle } from "./buckets/bucket-lifecycle.ts";
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from "./buckets/bucket-policy.ts";
import {
  deleteBucketTagging,
  getBucketTagging,
  listTagsForResource,
  putBucketTagging,
  tagResource,
  untagResource,
} from "./buckets/bucket-tagging.ts";
import { getBucketVersioning, putBucketVersioning } from "./buckets/bucket-versioning.ts";
import { createBucket } from "./buckets/create-bucket.ts";
import { deleteBucket } from "./buckets/delete-bucket.ts";
import { getBucketLocation, headBucket } from "./buckets/head-bucket.ts";
import { listBuckets } from "./buckets/list-buckets.ts";
import { keptOperations } from "./kept/index.ts";
import { notSet } from "./buckets/not-set.ts";
import { deleteOwnershipControls, getOwnershipControls, putOwnershipControls } from "./buckets/ownership-controls.ts";
import { deletePublicAccessBlock, getPublicAccessBlock, putPublicAccessBlock } from "./buckets/public-access-block.ts";
import { getObjectLegalHold, getObjectRetention, putObjectLegalHold, putObjectRetention } from "./lock/object-lock.ts";
import { listObjectVersions } from "./listing/list-object-versions.ts";
import { listObjects, listObjectsV2 } from "./listing/list-objects.ts";
import { copyObject } from "./objects/copy-object.ts";
import { deleteObject, deleteObjects } from "./objects/delete-object.ts";
import { getObject, headObject } from "./objects/get-object.ts";
import { getObjectAttributes } from "./objects/get-object-attributes.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./objects/object-tagging.ts";
import { putObject } from "./objects/put-object.ts";
import { abortMultipartUpload } from "./uploads/abort-multipart-upload.ts";
import { completeMultipartUpload } from "./uploads/complete-multipart-upload.ts";
import { createMultipartUpload } from "./uploads/create-multipart-upload.ts";
import { listMultipartUploads, listParts } from "./uploads/list-uploads.ts";
import { uploadPart, uploadPartCopy } from "./uploads/upload-part.ts";

/** The operations of S3, and of S3 Control those for tags of buckets. */
export const s3Operations: readonly S3Operation[] = [
  putObject,
  getObject,
  headObject,
  getObjectAttributes,
  deleteObject,
  deleteObjects,
  copyObject,
  createMultipartUpload,
  uploadPart,
  uploadPartCopy,
  completeMultipartUpload,
  abortMultipartUpload,
  listParts,
  listMultipartUploads,
  getObjectAcl,
  putObjectAcl,
  getObjectRetention,
  putObjectRetention,
  getObjectLegalHold,
  putObjectLegalHold,
  getObjectTagging,
  putObjectTagging,
  deleteObjectTagging,
  listObjectsV2,
  listObjects,
  listObjectVersions,
  listBuckets,
  createBucket,
  deleteBucket,
  headBucket,
  getBucketAcl,
  putBucketAcl,
  getBucketLocation,
  getBucketPolicy,
  putBucketPolicy,
  deleteBucketPolicy,
  getBucketPolicyStatus,
  getBucketTagging,
  putBucketTagging,
  deleteBucketTagging,
  listTagsForResource,
  tagResource,
  untagResource,
  getBucketVersioning,
  putBucketVersioning,
  getBucketEncryption,
  putBucketEncryption,
  deleteBucketEncryption,
  getOwnershipControls,
  putOwnershipControls,
  deleteOwnershipControls,
  getPublicAccessBlock,
  putPublicAccessBlock,
  deletePublicAccessBlock,
  getBucketLifecycle,
  putBucketLifecycle,
  deleteBucketLifecycle,
  ...keptOperations,
  ...notSet,
];
