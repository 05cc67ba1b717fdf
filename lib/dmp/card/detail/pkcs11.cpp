#include "dmp/card/detail/pkcs11.hpp"

#include <system_error>
#include <utility>

#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/card/detail/loaded_module.hpp"
#include "dmp/card/detail/module_process.hpp"

namespace dmp::card::detail {
namespace {

Error unreadable(const std::filesystem::path& path, std::string cause) {
  return {ErrorKind::environment,
          "MODULE-UNREADABLE",
          {arg("path", path.string())},
          {std::move(cause)}};
}

/// A field may cut the last character of a text in two: that one is left out.
std::string_view without_cut_character(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  const auto invalid = find_invalid_utf8(text);
  return invalid && text.size() - *invalid < kLongest ? text.substr(0, *invalid) : text;
}

}  // namespace

std::string plain(ByteView field) {
  auto text = as_text(field);
  text = text.substr(0, text.find('\0'));
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  const auto whole = without_cut_character(text);
  const bool utf8 = !find_invalid_utf8(whole);
  std::string shown;
  for (std::size_t at = 0; at < (utf8 ? whole : text).size();) {
    const char32_t character =
        utf8 ? code_point_at(whole, at) : static_cast<unsigned char>(text[at++]);
    append_utf8(shown, is_name_character(character) ? character : U'?');
  }
  return shown;
}

Error Module::failure(Operation operation, CK_RV code, const char* call) const {
  if (cryptoki_->end()) {
    return *cryptoki_->end();
  }
  const bool removed = code == CKR_DEVICE_REMOVED || code == CKR_TOKEN_NOT_PRESENT ||
                       code == CKR_SESSION_HANDLE_INVALID || code == CKR_SESSION_CLOSED;
  const bool starts = operation == Operation::initialise;
  const bool gone = removed && !starts;
  return {ErrorKind::environment,
          gone ? "CARD-REMOVED" : "MODULE-FAILED",
          {arg("call", call == nullptr ? call_of(operation) : call)},
          {code_name(code)},
          gone ? Reason::card_removed : Reason::other};
}

Status Module::works() const { return cryptoki_->end() ? fail(*cryptoki_->end()) : Status(); }

Result<std::shared_ptr<const Module>> Module::load(const std::filesystem::path& path,
                                                   const ModuleOptions& options) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (!std::filesystem::is_regular_file(status)) {  // the loader would wait for a pipe's writer
    if (!code) {
      code = std::make_error_code(std::filesystem::is_directory(status)
                                      ? std::errc::is_a_directory
                                      : std::errc::executable_format_error);
    }
    return fail(unreadable(path, code.message()));
  }
  std::unique_ptr<Cryptoki> cryptoki;
  if (options.host.empty()) {
    cryptoki = std::make_unique<LoadedModule>();
  } else {
    auto process = ModuleProcess::start(path, options);
    if (!process) {
      return fail(std::move(process.error()));
    }
    cryptoki = std::move(*process);
  }
  std::shared_ptr<Module> module(new Module(std::move(cryptoki)));
  if (auto started = module->start(path); !started) {
    return fail(std::move(started.error()));
  }
  return module;
}

Status Module::start(const std::filesystem::path& path) {
  const auto file = path.has_parent_path() ? path : "." / path;
  const auto loaded = ask(Operation::load, {}, as_bytes(file.native()));
  if (auto works = this->works(); !works) {
    return works;
  }
  if (loaded.code == CKR_FUNCTION_NOT_SUPPORTED) {
    return fail(ErrorKind::environment, "MODULE-NOT-PKCS11", {arg("path", path.string())},
                loaded.number == CKR_OK ? std::vector<std::string>()
                                        : std::vector{code_name(loaded.number)});
  }
  if (loaded.code != CKR_OK) {
    return fail(unreadable(path, std::string(as_text(loaded.data))));
  }
  const auto ready = ask(Operation::initialise);
  initialised_ = ready.code == CKR_OK;
  return initialised_ || (ready.code == CKR_CRYPTOKI_ALREADY_INITIALIZED && works())
             ? works()
             : fail(failure(Operation::initialise, ready.code));
}

Module::~Module() {
  if (initialised_) {
    (void)ask(Operation::finalise);
  }
}

namespace {

/// The numbers that are the bytes of an answer.
std::vector<CK_ULONG> numbers_of(const Bytes& bytes) {
  std::vector<CK_ULONG> numbers(bytes.size() / sizeof(CK_ULONG));
  if (!numbers.empty()) {
    std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(CK_ULONG));
  }
  return numbers;
}

}  // namespace

Result<std::vector<CK_SLOT_ID>> Module::slots() const {
  const auto told = ask(Operation::slots);
  return told.code == CKR_OK ? Result<std::vector<CK_SLOT_ID>>(numbers_of(told.data))
                             : fail(failure(Operation::slots, told.code));
}

Result<CK_TOKEN_INFO> Module::token(CK_SLOT_ID slot) const {
  const auto told = ask(Operation::token_info, {slot});
  return told.code == CKR_OK ? Result<CK_TOKEN_INFO>(told.as<CK_TOKEN_INFO>())
                             : fail(failure(Operation::token_info, told.code));
}

Result<Session> Session::open(std::shared_ptr<const Module> module, CK_SLOT_ID slot) {
  const auto opened = module->ask(Operation::open_session, {slot});
  if (opened.code != CKR_OK) {
    return fail(module->failure(Operation::open_session, opened.code));
  }
  return Session(std::move(module), slot, opened.number);
}

Status Session::renew() {
  auto next = open(module_, slot_);
  if (!next) {
    return fail(next.error());
  }
  *this = std::move(*next);
  return {};
}

Session::Session(Session&& other) noexcept
    : module_(std::move(other.module_)),
      slot_(other.slot_),
      handle_(other.handle_),
      open_(std::exchange(other.open_, false)) {}

Session& Session::operator=(Session&& other) noexcept {
  if (this != &other) {
    close();
    module_ = std::move(other.module_);
    slot_ = other.slot_;
    handle_ = other.handle_;
    open_ = std::exchange(other.open_, false);
  }
  return *this;
}

Session::~Session() { close(); }

void Session::close() noexcept {
  if (std::exchange(open_, false)) {
    (void)ask(Operation::close_session);
  }
}

Result<std::optional<bool>> Session::logged_in() const {
  const auto told = ask(Operation::session_info);
  if (told.code == CKR_FUNCTION_NOT_SUPPORTED) {
    return std::nullopt;
  }
  if (told.code != CKR_OK) {
    return fail(module_->failure(Operation::session_info, told.code));
  }
  const auto state = told.as<CK_SESSION_INFO>().state;
  return state == CKS_RO_USER_FUNCTIONS || state == CKS_RW_USER_FUNCTIONS;
}

Result<std::vector<CK_OBJECT_HANDLE>> Session::find(CK_OBJECT_CLASS kind) const {
  const auto found = ask(Operation::find, kind);
  return found.code == CKR_OK
             ? Result<std::vector<CK_OBJECT_HANDLE>>(numbers_of(found.data))
             : fail(module_->failure(Operation::find, found.code,
                                     found.number == 1 ? "C_FindObjectsInit" : nullptr));
}

Result<std::optional<Bytes>> Session::attribute(CK_OBJECT_HANDLE object,
                                                CK_ATTRIBUTE_TYPE type) const {
  auto told = ask(Operation::attribute, object, type);
  if (told.code != CKR_OK) {
    return fail(module_->failure(Operation::attribute, told.code));
  }
  return told.number == 1 ? std::optional(std::move(told.data)) : std::nullopt;
}

}  // namespace dmp::card::detail
