import { content, handler } from "../generated/handlers.js";

/** A WAV file of one sample: 44 bytes of header, then 8 bits of silence. */
function silence() {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(37, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16); // size of this part
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(8000, 24); // samples a second
  header.writeUInt32LE(8000, 28); // bytes a second
  header.writeUInt16LE(1, 32); // bytes in a frame
  header.writeUInt16LE(8, 34); // bits in a sample
  header.write("data", 36);
  header.writeUInt32LE(1, 40);
  return Buffer.concat([header, Buffer.from([0x80])]);
}

/** Return a short silence. */
export const testAudioContent = handler("test_audio_content", async () =>
  content([{ type: "audio", data: silence().toString("base64"), mimeType: "audio/wav" }]),
);
