// Starts npm google-drive-mock (not ours) unchanged on loopback, and prints READY with its address.
// In front of it stands a reader for bodies of any kind and size, and PUT /seed, which puts bytes into its store.
const express = require('express');
const { createApp } = require('google-drive-mock');
const { driveStore } = require('google-drive-mock/dist/store');

const anything = { type: () => true, limit: '64mb' };
const outer = express();
outer.put('/seed', express.raw(anything), (request, response) => {
  const { name, parent, mimeType, id } = request.query;
  const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const parents = parent ? [parent] : [];
  const file = driveStore.createFile({ name, parents, mimeType, content, ...(id ? { id } : {}) });
  response.json({ id: file.id, md5Checksum: file.md5Checksum });
});
const keep = (request, _response, bytes) => { request.rawBody = bytes; };
const raw = express.raw({ ...anything, verify: keep });
outer.use((request, response, next) => {
  const kind = request.headers['content-type'] || '';
  return request.method === 'GET' || /^(application\/json|multipart)/.test(kind) ? next() : raw(request, response, next);
});
outer.use(createApp());
const server = outer.listen(0, '127.0.0.1', () => console.log(`READY http://127.0.0.1:${server.address().port}`));
