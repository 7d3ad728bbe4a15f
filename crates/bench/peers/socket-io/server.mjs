// Socket.IO with its Redis streams adapter, as its documentation sets it up: what one sends, all get.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const [port, redis] = process.argv.slice(2);
const client = createClient({ url: redis });
await client.connect();
const http = createServer();
const io = new Server(http, { adapter: createAdapter(client) });
io.on("connection", (socket) => {
  socket.on("post", (payload) => io.emit("states", payload));
});
http.listen({ port: Number(port), host: "127.0.0.1", backlog: 1024 });
// Longer than any measurement, and not for ever should the run be killed.
setTimeout(() => process.exit(0), 300_000).unref();
