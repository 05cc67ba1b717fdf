#pragma once

// What this program asks of a PKCS#11 module, as a port: a module in this process or in another
// one. Not installed.

#include <p11-kit/pkcs11.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card::detail {

/// Operation is one question; it becomes one call of the module, or several of the same kind.
enum class Operation : std::uint32_t {
  load,            ///< data: the path.
  initialise,      ///< -
  finalise,        ///< -
  slots,           ///< -; data: CK_SLOT_ID…
  slot_info,       ///< slot; data: CK_SLOT_INFO
  token_info,      ///< slot; data: CK_TOKEN_INFO
  mechanism_info,  ///< slot, mechanism; data: CK_MECHANISM_INFO
  open_session,    ///< slot; number: the session
  close_session,   ///< session
  session_info,    ///< session; data: CK_SESSION_INFO
  find,            ///< session, class; data: CK_OBJECT_HANDLE…
  attribute,       ///< session, object, type; number: whether there is a value; data: the value
  login,           ///< session, user, whether there is a PIN; data: the PIN
  logout,          ///< session
  sign_init,       ///< session, mechanism, key
  sign,            ///< session; data: what is signed; data: the signature
};
inline constexpr std::uint32_t kOperations = static_cast<std::uint32_t>(Operation::sign) + 1;

/// call_of names the function of the standard that an operation comes down to.
const char* call_of(Operation operation);

/// Question is an operation with its numbers and its bytes, in the order told above.
struct Question {
  Operation operation = Operation::load;
  std::array<CK_ULONG, 3> numbers{};
  ByteView data;
};

/// Reply is the module's code and what came with it.
struct Reply {
  CK_RV code = CKR_OK;
  CK_ULONG number = 0;
  Bytes data;

  /// as returns the data as a structure, or as the value that a field of that type begins with
  /// where the answer has another size.
  template <typename T>
  [[nodiscard]] T as() const {
    T value{};
    if (data.size() == sizeof value) {
      std::memcpy(&value, data.data(), sizeof value);
    }
    return value;
  }
};

/// The most bytes of an attribute, and of any question or answer.
inline constexpr std::size_t kMostBytes = std::size_t{64} * 1024;

/// Cryptoki is the port to a module.
class Cryptoki {
 public:
  Cryptoki() = default;
  Cryptoki(const Cryptoki&) = delete;
  Cryptoki& operator=(const Cryptoki&) = delete;
  virtual ~Cryptoki() = default;

  /// ask puts a question. It always comes back with an answer; where `end` tells something from
  /// then on, the code of the answer means nothing.
  virtual Reply ask(const Question& question) = 0;
  /// end tells how the module ended, where it did without being told to.
  [[nodiscard]] virtual const std::optional<Error>& end() const = 0;
};

}  // namespace dmp::card::detail
