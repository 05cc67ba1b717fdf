#pragma once

// The only door to PKCS#11 modules (OASIS PKCS#11 2.40): owners of a loaded module and of a
// session, and the codes as errors. Not installed. A module runs inside this process: wrong values
// that it gives are caught here, but nothing holds it back from writing where it should not.

#include <p11-kit/pkcs11.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"

namespace dmp::card::detail {

/// code_name returns "CKR_PIN_INCORRECT", or the number in hexadecimal when it has no name.
std::string code_name(CK_RV code);

/// module_failure turns a code into an error (environment); `call` is the function that gave it:
/// CARD-REMOVED where the token or its sessions are gone, else MODULE-FAILED.
Error module_failure(std::string_view call, CK_RV code);

/// plain reads a text field of fixed length: without the blanks and NULs at its end, as UTF-8, or
/// as Latin-1 where it is not UTF-8, and with "?" for what cannot be shown.
std::string plain(ByteView field);

/// Module is a loaded and initialised PKCS#11 module.
class Module {
 public:
  /// load loads exactly this file: a name without a folder is one in the working directory, never
  /// one that the loader looks up. A module that somebody else in the process has initialised is
  /// used, and left initialised at the end. Error ids (environment): MODULE-UNREADABLE (`path`),
  /// MODULE-NOT-PKCS11 (`path`), MODULE-FAILED.
  static Result<std::shared_ptr<const Module>> load(const std::filesystem::path& path);
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  ~Module();

  /// call calls a function of the module; CKR_FUNCTION_NOT_SUPPORTED where it has none.
  template <auto Function, typename... Arguments>
  CK_RV call(Arguments... arguments) const {
    const auto function = functions_->*Function;
    return function == nullptr ? CKR_FUNCTION_NOT_SUPPORTED : function(arguments...);
  }

  /// slots lists all of them, whatever is in them.
  [[nodiscard]] Result<std::vector<CK_SLOT_ID>> slots() const;
  [[nodiscard]] Result<CK_TOKEN_INFO> token(CK_SLOT_ID slot) const;

 private:
  Module() = default;
  Status initialise();

  struct Library {
    void operator()(void* handle) const;
  };
  std::unique_ptr<void, Library> library_;
  CK_FUNCTION_LIST* functions_ = nullptr;
  bool initialised_ = false;  ///< By us.
};

/// Session is an open read-only session with a token.
class Session {
 public:
  /// Error ids: those of module_failure.
  static Result<Session> open(std::shared_ptr<const Module> module, CK_SLOT_ID slot);
  /// renew takes another session in place of this one, which ends what was begun in it. The login
  /// stays, since there is always one session.
  Status renew();
  Session(Session&& other) noexcept;
  Session& operator=(Session&& other) noexcept;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  [[nodiscard]] const Module& module() const { return *module_; }
  [[nodiscard]] CK_SLOT_ID slot() const { return slot_; }
  [[nodiscard]] CK_SESSION_HANDLE handle() const { return handle_; }

  /// logged_in tells whether the token holds the user for logged in; nothing when it does not say.
  [[nodiscard]] Result<std::optional<bool>> logged_in() const;
  /// find lists the visible objects of a class, the first 64 of them.
  [[nodiscard]] Result<std::vector<CK_OBJECT_HANDLE>> find(CK_OBJECT_CLASS kind) const;
  /// attribute reads one attribute of at most 64 kB; nothing where the object does not give it.
  [[nodiscard]] Result<std::optional<Bytes>> attribute(CK_OBJECT_HANDLE object,
                                                       CK_ATTRIBUTE_TYPE type) const;

 private:
  Session(std::shared_ptr<const Module> module, CK_SLOT_ID slot)
      : module_(std::move(module)), slot_(slot) {}
  void close() noexcept;

  std::shared_ptr<const Module> module_;
  CK_SLOT_ID slot_ = 0;
  CK_SESSION_HANDLE handle_ = CK_INVALID_HANDLE;
};

}  // namespace dmp::card::detail
