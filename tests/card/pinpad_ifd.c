/* A reader with keys of its own, for tests: a card at a socket (framed as vpcd does), a PIN from a file.
 *
 * The device's name is "anything:SOCKET". $CARD_PINPAD names the file of what is typed, a line an entry: digits,
 * "cancel", "timeout", or "empty" (a reader that sends the command without the PIN). The last line stays. While a file
 * SOCKET.unplugged exists, the reader does not answer any more. */
#include <PCSC/ifdhandler.h>
#include <PCSC/reader.h>
#include <arpa/inet.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { kVerifyControl = SCARD_CTL_CODE(3600), kMostReply = 65535 };

static int listener = -1, card = -1;
static char place[100];
static unsigned char atr[MAX_ATR_SIZE];
static size_t atr_size;

static int unplugged(void) {
  char mark[120];
  snprintf(mark, sizeof mark, "%s.unplugged", place);
  return access(mark, F_OK) == 0;
}

static void leave(void) {
  if (card >= 0) close(card);
  card = -1;
  atr_size = 0;
}

static int send_frame(const unsigned char* data, size_t size) {
  unsigned char frame[2 + 512] = {(unsigned char)(size >> 8), (unsigned char)size};
  if (card < 0 || size > 512) return 0;
  memcpy(frame + 2, data, size);
  if (send(card, frame, size + 2, MSG_NOSIGNAL) == (ssize_t)(size + 2)) return 1;
  leave();
  return 0;
}

/* The reply's size, or -1 when the card has left. */
static long receive_frame(unsigned char* into, size_t most) {
  static unsigned char reply[kMostReply];
  unsigned char head[2];
  if (card < 0 || recv(card, head, 2, MSG_WAITALL) != 2) return leave(), -1;
  size_t size = (size_t)head[0] << 8 | head[1];
  if (size > 0 && recv(card, reply, size, MSG_WAITALL) != (ssize_t)size) return leave(), -1;
  if (size > most) size = most;
  memcpy(into, reply, size);
  return (long)size;
}

static int order(unsigned char what) { return send_frame(&what, 1); }

static int present(void) {
  char byte;
  if (card >= 0 && recv(card, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) leave();
  struct pollfd waiting = {listener, POLLIN, 0};
  if (card < 0 && poll(&waiting, 1, 0) > 0) card = accept(listener, NULL, NULL);
  return card >= 0;
}

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char* path = strchr(name, ':');
  (void)lun;
  if (!path) return IFD_NO_SUCH_DEVICE;
  snprintf(place, sizeof place, "%s", path + 1);
  if (unplugged()) return IFD_NO_SUCH_DEVICE;
  strncpy(address.sun_path, place, sizeof address.sun_path - 1);
  unlink(place);
  listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener, (struct sockaddr*)&address, sizeof address) || listen(listener, 1))
    return IFD_COMMUNICATION_ERROR;
  return IFD_SUCCESS;
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel) {
  (void)lun, (void)channel;
  return IFD_NO_SUCH_DEVICE;
}

RESPONSECODE IFDHCloseChannel(DWORD lun) {
  (void)lun;
  leave();
  if (listener >= 0) close(listener);
  listener = -1;
  return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
  (void)lun;
  if (tag == TAG_IFD_ATR || tag == SCARD_ATTR_ATR_STRING) {
    if (*length < atr_size) return IFD_ERROR_INSUFFICIENT_BUFFER;
    memcpy(value, atr, atr_size);
    *length = atr_size;
    return IFD_SUCCESS;
  }
  if (tag != TAG_IFD_SLOTS_NUMBER && tag != TAG_IFD_SIMULTANEOUS_ACCESS) return IFD_ERROR_TAG;
  *length = 1;
  *value = 1;
  return IFD_SUCCESS;
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value) {
  (void)lun, (void)tag, (void)length, (void)value;
  return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3) {
  (void)lun, (void)protocol, (void)flags, (void)pts1, (void)pts2, (void)pts3;
  return IFD_SUCCESS;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR value, PDWORD length) {
  (void)lun;
  *length = 0;
  if (action == IFD_POWER_DOWN) return order(0), IFD_SUCCESS;
  if (!order(action == IFD_RESET ? 2 : 1) || !order(4)) return IFD_ERROR_POWER_ACTION;
  long size = receive_frame(atr, sizeof atr);
  if (size < 0) return IFD_ERROR_POWER_ACTION;
  atr_size = *length = (DWORD)size;
  memcpy(value, atr, atr_size);
  return IFD_SUCCESS;
}

static RESPONSECODE transmit(const unsigned char* command, size_t size, PUCHAR reply, PDWORD length) {
  DWORD most = *length;
  *length = 0;
  if (unplugged()) return IFD_NO_SUCH_DEVICE;
  if (!send_frame(command, size)) return IFD_COMMUNICATION_ERROR;
  long got = receive_frame(reply, most);
  if (got < 0) return IFD_COMMUNICATION_ERROR;
  *length = (DWORD)got;
  return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER out, PUCHAR command, DWORD size, PUCHAR reply,
                               PDWORD length, PSCARD_IO_HEADER in) {
  (void)lun, (void)out, (void)in;
  return transmit(command, size, reply, length);
}

/* Takes the first line of what is to be typed; the last one stays. */
static void typed(char* line, size_t most) {
  char all[2000] = "timeout";
  const char* path = getenv("CARD_PINPAD");
  FILE* file = path ? fopen(path, "r") : NULL;
  if (file) {
    all[fread(all, 1, sizeof all - 1, file)] = 0;
    fclose(file);
  }
  size_t size = strcspn(all, "\n");
  snprintf(line, most, "%.*s", (int)size, all);
  if (all[size] && all[size + 1] && (file = fopen(path, "w"))) {
    fputs(all + size + 1, file);
    fclose(file);
  }
}

static RESPONSECODE status(unsigned word, PUCHAR reply, PDWORD length) {
  reply[0] = (UCHAR)(word >> 8);
  reply[1] = (UCHAR)word;
  *length = 2;
  return IFD_SUCCESS;
}

/* PIN_VERIFY_STRUCTURE, of it what a card with ASCII digits and no padding needs. */
static RESPONSECODE verify(const unsigned char* ask, size_t size, PUCHAR reply, PDWORD length) {
  PIN_VERIFY_STRUCTURE head;
  unsigned char command[5 + 16];
  char line[40];
  if (size < offsetof(PIN_VERIFY_STRUCTURE, abData) + 4) return IFD_COMMUNICATION_ERROR;
  memcpy(&head, ask, offsetof(PIN_VERIFY_STRUCTURE, abData));
  memcpy(command, ask + offsetof(PIN_VERIFY_STRUCTURE, abData), 4);
  if (command[1] != 0x20) return IFD_COMMUNICATION_ERROR;
  typed(line, sizeof line);
  if (!strcmp(line, "timeout")) return status(0x6400, reply, length);
  if (!strcmp(line, "cancel")) return status(0x6401, reply, length);
  size_t digits = strcmp(line, "empty") ? strlen(line) : 0;
  if (digits > 16 || (digits && (digits < head.wPINMaxExtraDigit >> 8 || digits > (head.wPINMaxExtraDigit & 0xFF))))
    return status(0x6403, reply, length);
  command[4] = (unsigned char)digits;
  memcpy(command + 5, line, digits);
  return transmit(command, 5 + digits, reply, length);
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR ask, DWORD size, PUCHAR reply, DWORD most, LPDWORD length) {
  (void)lun;
  *length = 0;
  if (code == CM_IOCTL_GET_FEATURE_REQUEST && most >= 6) {
    uint32_t control = htonl(kVerifyControl);
    reply[0] = FEATURE_VERIFY_PIN_DIRECT;
    reply[1] = sizeof control;
    memcpy(reply + 2, &control, sizeof control);
    *length = 2 + sizeof control;
    return IFD_SUCCESS;
  }
  if (code != kVerifyControl || most < 2) return IFD_ERROR_NOT_SUPPORTED;
  *length = most;
  return verify(ask, size, reply, length);
}

RESPONSECODE IFDHICCPresence(DWORD lun) {
  (void)lun;
  if (unplugged()) return IFD_NO_SUCH_DEVICE;
  return present() ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
