# One image for the server and the worker: which of the two it is, its command says.

FROM node:22-bookworm-slim AS build
WORKDIR /app
# First what changes rarely, so that a change of source does not install the packages again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --include=optional
COPY tsconfig.base.json tsconfig.json ./
COPY models models
COPY server server
COPY worker worker
COPY scripts scripts
COPY dashboard dashboard
# The same steps as on any machine. Where the native TensorFlow cannot be had the step says so and goes on without.
RUN node scripts/setup.mjs --build && mkdir -p .local/tfjs \
  && npm prune --omit=dev --ignore-scripts && rm -rf .local/logs .local/stamps

FROM node:22-bookworm-slim
WORKDIR /app
# Cuts the clips of evidence packs and re-encodes sound.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production TF_CPP_MIN_LOG_LEVEL=2 LIVEWITNESS_ROOT=/app HOST=0.0.0.0 PORT=7400
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.local/build .local/build
COPY --from=build /app/.local/tfjs .local/tfjs
# Rule packs and weights are data beside their code.
COPY --from=build /app/models models
# A new volume takes over its owner.
RUN mkdir -p /var/lib/livewitness && chown node:node /var/lib/livewitness
USER node
EXPOSE 7400
CMD ["node", ".local/build/server/main.js"]
