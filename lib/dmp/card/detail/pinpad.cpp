#include <reader.h>

#include <array>

#include "dmp/card/detail/pcsc.hpp"
#include "dmp/base/secret.hpp"

// PIN entry at the reader: PC/SC part 10, revision 2.02.09.
namespace dmp::card::detail {
namespace {

/// How long a reader waits for a key, and how much longer we wait for the reader.
constexpr std::uint8_t kSecondsForKeys = 30;
constexpr std::chrono::milliseconds kPatienceWithPeople{90'000};

constexpr std::uint8_t kFeatureEntry = 6;  // tag, length 4, code

/// The control code of a feature in the reader's list (tag, length, code in big endian); 0 without.
DWORD code_of(ByteView features, std::uint8_t tag) {
  while (features.size() >= kFeatureEntry) {
    if (features[0] == tag && features[1] == 4) {
      DWORD code = 0;
      for (const auto byte : features.subspan(2, 4)) {
        code = code << 8U | byte;
      }
      return code;
    }
    features = features.subspan(kFeatureEntry);
  }
  return 0;
}

/// PIN_VERIFY_STRUCTURE for a PIN in ASCII from the first byte of the data, as long as it was
/// typed.
Bytes verify_structure(ByteView header, PinLength length) {
  constexpr std::uint8_t kAsciiFromTheLeft = 0x82;
  constexpr std::uint8_t kWhenTheKeyIsPressed = 0x02;
  const auto low = static_cast<std::uint8_t>(length.max);
  const auto high = static_cast<std::uint8_t>(length.min);
  Bytes bytes = {kSecondsForKeys,
                 kSecondsForKeys,
                 kAsciiFromTheLeft,
                 0x00,
                 0x00,
                 low,
                 high,  // wPINMaxExtraDigit, little endian
                 kWhenTheKeyIsPressed,
                 0x01,  // one message
                 0x0C,
                 0x04,  // in French
                 0x00,  // the first one
                 0x00,
                 0x00,
                 0x00};
  bytes.push_back(static_cast<std::uint8_t>(header.size() + 1));
  bytes.insert(bytes.end(), {0x00, 0x00, 0x00});  // ulDataLength
  bytes.insert(bytes.end(), header.begin(), header.end());
  bytes.push_back(0x00);  // Lc, which the reader completes
  return bytes;
}

}  // namespace

Result<Bytes> Connection::control(DWORD code, Bytes data, std::chrono::milliseconds limit) {
  struct Exchange {
    Bytes data;
    Bytes answer = Bytes(MAX_BUFFER_SIZE);
    DWORD size = 0;
  };
  const auto exchange = std::make_shared<Exchange>();
  exchange->data = std::move(data);
  const auto result = service_.call(
      [card = card_, exchange, code] {
        return ::SCardControl(card->handle, code, exchange->data.data(), exchange->data.size(),
                              exchange->answer.data(), exchange->answer.size(), &exchange->size);
      },
      limit);
  if (result != SCARD_S_SUCCESS) {
    return fail(failure_of("SCardControl", result));
  }
  exchange->answer.resize(std::min<std::size_t>(exchange->size, exchange->answer.size()));
  return std::move(exchange->answer);
}

bool Connection::has_pinpad() {
  const auto features = control(CM_IOCTL_GET_FEATURE_REQUEST, {}, service_.limit());
  return features && code_of(*features, FEATURE_VERIFY_PIN_DIRECT) != 0;
}

Result<Bytes> Connection::verify_at_pinpad(ByteView header, PinLength length) {
  const auto features = control(CM_IOCTL_GET_FEATURE_REQUEST, {}, service_.limit());
  if (!features) {
    return features;
  }
  auto answer = control(code_of(*features, FEATURE_VERIFY_PIN_DIRECT),
                        verify_structure(header, length), kPatienceWithPeople);
  if (answer && answer->size() < 2) {
    return fail(silence("SCardControl"));
  }
  return answer;
}

}  // namespace dmp::card::detail
