# Levee's server and web application in one image; LEVEE_ROLE says what a container does.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/launcher/package.json apps/launcher/
COPY apps/web/package.json apps/web/
COPY packages/contract/package.json packages/contract/
COPY packages/db/package.json packages/db/
COPY packages/domain/package.json packages/domain/
COPY packages/mail/package.json packages/mail/
COPY packages/storage/package.json packages/storage/
RUN npm ci
COPY . .
RUN node apps/launcher/launch.mjs turbo generate build
# The image has its own Node 24; what only builds and tests need stays behind.
RUN npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.levee .turbo */*/.turbo

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LEVEE_DATA_DIR=/data UV_THREADPOOL_SIZE=8
# memory that large mails took goes back to the system at once
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
# threads start in half the time with what earlier ones compiled
ENV NODE_COMPILE_CACHE=/tmp/compiled
# what PDFs are drawn with that do not bring their letters
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-liberation && rm -rf /var/lib/apt/lists/*
RUN install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma prisma
COPY --from=build /app/packages packages
COPY --from=build /app/apps/api apps/api
COPY --from=build /app/apps/web/dist apps/web/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/server.ts"]
