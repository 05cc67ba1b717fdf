#pragma once

// The only door to PKCS#11 modules (OASIS PKCS#11 2.40): owners of a loaded module and of a
// session, and the codes as errors. Not installed.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/card/detail/cryptoki.hpp"
#include "dmp/card/module.hpp"
#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card::detail {

/// code_name returns "CKR_PIN_INCORRECT", or the number in hexadecimal when it has no name.
std::string code_name(CK_RV code);

/// plain reads a text field of fixed length: without the blanks and NULs at its end, as UTF-8, or
/// as Latin-1 where it is not UTF-8, and with "?" for what cannot be shown.
std::string plain(ByteView field);

/// Module is a loaded and initialised PKCS#11 module, in this process or in one of its own.
class Module {
 public:
  /// load loads exactly this file: a name without a folder is one in the working directory, never
  /// one that the loader looks up. A module that somebody else in the process has initialised is
  /// used, and left initialised at the end. Error ids (environment): MODULE-UNREADABLE (`path`),
  /// MODULE-NOT-PKCS11 (`path`), those of failure.
  static Result<std::shared_ptr<const Module>> load(const std::filesystem::path& path,
                                                    const ModuleOptions& options);
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  ~Module();

  /// ask puts a question to the module.
  [[nodiscard]] Reply ask(Operation operation, std::array<CK_ULONG, 3> numbers = {},
                          ByteView data = {}) const {
    return cryptoki_->ask({operation, numbers, data});
  }
  /// failure is what an answer means that is not CKR_OK (environment): how the module ended, where
  /// it did (MODULE-EXITED, MODULE-CRASHED, MODULE-HANGS, MODULE-NONSENSE); CARD-REMOVED where the
  /// token or its sessions are gone; else MODULE-FAILED (`call`). `call` is the function's name
  /// where it is not that of the operation.
  [[nodiscard]] Error failure(Operation operation, CK_RV code, const char* call = nullptr) const;
  /// works fails where the module has ended.
  [[nodiscard]] Status works() const;

  /// slots lists all of them, whatever is in them.
  [[nodiscard]] Result<std::vector<CK_SLOT_ID>> slots() const;
  [[nodiscard]] Result<CK_TOKEN_INFO> token(CK_SLOT_ID slot) const;

 private:
  explicit Module(std::unique_ptr<Cryptoki> cryptoki) : cryptoki_(std::move(cryptoki)) {}
  Status start(const std::filesystem::path& path);

  std::unique_ptr<Cryptoki> cryptoki_;
  bool initialised_ = false;  ///< By us.
};

/// Session is an open read-only session with a token.
class Session {
 public:
  /// Error ids: those of Module::failure.
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
  /// ask puts a question about this session.
  [[nodiscard]] Reply ask(Operation operation, CK_ULONG second = 0, CK_ULONG third = 0,
                          ByteView data = {}) const {
    return module_->ask(operation, {handle_, second, third}, data);
  }

  /// logged_in tells whether the token holds the user for logged in; nothing when it does not say.
  [[nodiscard]] Result<std::optional<bool>> logged_in() const;
  /// find lists the visible objects of a class, the first 64 of them.
  [[nodiscard]] Result<std::vector<CK_OBJECT_HANDLE>> find(CK_OBJECT_CLASS kind) const;
  /// attribute reads one attribute of at most 64 kB; nothing where the object does not give it.
  [[nodiscard]] Result<std::optional<Bytes>> attribute(CK_OBJECT_HANDLE object,
                                                       CK_ATTRIBUTE_TYPE type) const;

 private:
  Session(std::shared_ptr<const Module> module, CK_SLOT_ID slot, CK_SESSION_HANDLE handle)
      : module_(std::move(module)), slot_(slot), handle_(handle) {}
  void close() noexcept;

  std::shared_ptr<const Module> module_;
  CK_SLOT_ID slot_ = 0;
  CK_SESSION_HANDLE handle_ = CK_INVALID_HANDLE;
  bool open_ = true;
};

}  // namespace dmp::card::detail
