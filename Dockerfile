# One image for every process of an installation; docker-compose.yml says which it runs.
FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 LEFTHOOK=0
WORKDIR /holdfast
COPY . .
RUN npm ci --include=dev && npm run build && mkdir /data && chown node:node /data
USER node
VOLUME /data
