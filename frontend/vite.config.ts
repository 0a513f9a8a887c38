// Fixed file names: the server lists by name what it serves, and the built files are compared byte for byte.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../plugins/koppeling/page/static",
    emptyOutDir: true,
    target: "es2022",
    // every browser that Airflow's own UI runs in knows these; written down for older ones colours would differ from Airflow's
    cssTarget: ["chrome120", "firefox120", "safari17"],
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      output: { entryFileNames: "app.js", chunkFileNames: "[name].js", assetFileNames: "app.[ext]" },
    },
  },
});
