#include "dmp/card/detail/pkcs11.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include "dmp/core/unicode.hpp"
#include "dmp/core/utf8.hpp"

namespace dmp::card::detail {
namespace {

// More than any token has: what a module counts beyond this is taken for nonsense.
constexpr CK_ULONG kMostSlots = 256;
constexpr std::size_t kMostObjects = 64;
constexpr CK_ULONG kMostBytes = 64UL * 1024;

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

Error module_failure(std::string_view call, CK_RV code) {
  const bool removed = code == CKR_DEVICE_REMOVED || code == CKR_TOKEN_NOT_PRESENT ||
                       code == CKR_SESSION_HANDLE_INVALID || code == CKR_SESSION_CLOSED;
  return {ErrorKind::environment,
          removed ? "CARD-REMOVED" : "MODULE-FAILED",
          {arg("call", call)},
          {code_name(code)}};
}

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

void Module::Library::operator()(void* handle) const { ::dlclose(handle); }

Result<std::shared_ptr<const Module>> Module::load(const std::filesystem::path& path) {
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
  std::shared_ptr<Module> module(new Module());
  const auto file = path.has_parent_path() ? path : "." / path;
  module->library_.reset(::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (!module->library_) {
    const char* words = ::dlerror();  // NOLINT(concurrency-mt-unsafe): glibc has one a thread
    return fail(unreadable(path, words == nullptr ? std::string() : std::string(words)));
  }
  // The standard has the loader's untyped address turned into the function that it is.
  const auto list =
      reinterpret_cast<CK_C_GetFunctionList>(::dlsym(module->library_.get(), "C_GetFunctionList"));
  const auto got = list == nullptr ? CKR_FUNCTION_NOT_SUPPORTED : list(&module->functions_);
  if (got != CKR_OK || module->functions_ == nullptr || module->functions_->version.major < 2 ||
      module->functions_->version.major > 3) {
    module->functions_ = nullptr;
    return fail(ErrorKind::environment, "MODULE-NOT-PKCS11", {arg("path", path.string())},
                list == nullptr || got == CKR_OK ? std::vector<std::string>()
                                                 : std::vector{code_name(got)});
  }
  if (const auto ready = module->initialise(); !ready) {
    return fail(ready.error());
  }
  return module;
}

Status Module::initialise() {
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  auto code = call<&CK_FUNCTION_LIST::C_Initialize>(static_cast<void*>(&arguments));
  if (code == CKR_CANT_LOCK || code == CKR_ARGUMENTS_BAD) {  // we use it from one thread at a time
    code = call<&CK_FUNCTION_LIST::C_Initialize>(static_cast<void*>(nullptr));
  }
  initialised_ = code == CKR_OK;
  if (initialised_ || code == CKR_CRYPTOKI_ALREADY_INITIALIZED) {
    return {};
  }
  return fail(ErrorKind::environment, "MODULE-FAILED", {arg("call", "C_Initialize")},
              {code_name(code)});
}

Module::~Module() {
  if (initialised_) {
    call<&CK_FUNCTION_LIST::C_Finalize>(static_cast<void*>(nullptr));
  }
}

Result<std::vector<CK_SLOT_ID>> Module::slots() const {
  // The list may grow between asking for its size and asking for it.
  constexpr int kTries = 5;
  const CK_BBOOL all = CK_FALSE;
  CK_RV code = CKR_BUFFER_TOO_SMALL;
  for (int i = 0; i < kTries && code == CKR_BUFFER_TOO_SMALL; ++i) {
    CK_ULONG count = 0;
    code = call<&CK_FUNCTION_LIST::C_GetSlotList>(all, static_cast<CK_SLOT_ID*>(nullptr), &count);
    if (code != CKR_OK || count == 0) {
      break;
    }
    std::vector<CK_SLOT_ID> slots(std::min(count, kMostSlots));
    count = slots.size();
    code = call<&CK_FUNCTION_LIST::C_GetSlotList>(all, slots.data(), &count);
    if (code == CKR_OK) {
      slots.resize(std::min<std::size_t>(count, slots.size()));
      return slots;
    }
  }
  return code == CKR_OK ? Result<std::vector<CK_SLOT_ID>>(std::vector<CK_SLOT_ID>())
                        : fail(module_failure("C_GetSlotList", code));
}

Result<CK_TOKEN_INFO> Module::token(CK_SLOT_ID slot) const {
  CK_TOKEN_INFO info{};
  const auto code = call<&CK_FUNCTION_LIST::C_GetTokenInfo>(slot, &info);
  return code == CKR_OK ? Result<CK_TOKEN_INFO>(info)
                        : fail(module_failure("C_GetTokenInfo", code));
}

Result<Session> Session::open(std::shared_ptr<const Module> module, CK_SLOT_ID slot) {
  Session session(std::move(module), slot);
  const CK_FLAGS flags = CKF_SERIAL_SESSION;
  const auto code = session.module_->call<&CK_FUNCTION_LIST::C_OpenSession>(
      slot, flags, static_cast<void*>(nullptr), static_cast<CK_NOTIFY>(nullptr), &session.handle_);
  if (code != CKR_OK) {
    session.handle_ = CK_INVALID_HANDLE;
    return fail(module_failure("C_OpenSession", code));
  }
  return session;
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
      handle_(std::exchange(other.handle_, CK_INVALID_HANDLE)) {}

Session& Session::operator=(Session&& other) noexcept {
  if (this != &other) {
    close();
    module_ = std::move(other.module_);
    slot_ = other.slot_;
    handle_ = std::exchange(other.handle_, CK_INVALID_HANDLE);
  }
  return *this;
}

Session::~Session() { close(); }

void Session::close() noexcept {
  if (handle_ != CK_INVALID_HANDLE) {
    module_->call<&CK_FUNCTION_LIST::C_CloseSession>(handle_);
    handle_ = CK_INVALID_HANDLE;
  }
}

Result<std::optional<bool>> Session::logged_in() const {
  CK_SESSION_INFO info{};
  const auto code = module_->call<&CK_FUNCTION_LIST::C_GetSessionInfo>(handle_, &info);
  if (code == CKR_FUNCTION_NOT_SUPPORTED) {
    return std::nullopt;
  }
  if (code != CKR_OK) {
    return fail(module_failure("C_GetSessionInfo", code));
  }
  return info.state == CKS_RO_USER_FUNCTIONS || info.state == CKS_RW_USER_FUNCTIONS;
}

Result<std::vector<CK_OBJECT_HANDLE>> Session::find(CK_OBJECT_CLASS kind) const {
  CK_ATTRIBUTE wanted{CKA_CLASS, &kind, sizeof kind};
  const CK_ULONG one = 1;
  auto code = module_->call<&CK_FUNCTION_LIST::C_FindObjectsInit>(handle_, &wanted, one);
  if (code != CKR_OK) {
    return fail(module_failure("C_FindObjectsInit", code));
  }
  std::vector<CK_OBJECT_HANDLE> objects;
  CK_ULONG count = 1;
  while (code == CKR_OK && count == 1 && objects.size() < kMostObjects) {
    CK_OBJECT_HANDLE object = CK_INVALID_HANDLE;
    code = module_->call<&CK_FUNCTION_LIST::C_FindObjects>(handle_, &object, one, &count);
    if (code == CKR_OK && count == 1) {
      objects.push_back(object);
    }
  }
  module_->call<&CK_FUNCTION_LIST::C_FindObjectsFinal>(handle_);
  if (code != CKR_OK) {
    return fail(module_failure("C_FindObjects", code));
  }
  return objects;
}

Result<std::optional<Bytes>> Session::attribute(CK_OBJECT_HANDLE object,
                                                CK_ATTRIBUTE_TYPE type) const {
  CK_ATTRIBUTE wanted{type, nullptr, 0};
  const CK_ULONG one = 1;
  auto code = module_->call<&CK_FUNCTION_LIST::C_GetAttributeValue>(handle_, object, &wanted, one);
  Bytes value;
  // CK_UNAVAILABLE_INFORMATION is the largest number.
  if (code == CKR_OK && wanted.ulValueLen <= kMostBytes) {
    value.resize(std::max<std::size_t>(wanted.ulValueLen, 1));
    wanted.pValue = value.data();
    code = module_->call<&CK_FUNCTION_LIST::C_GetAttributeValue>(handle_, object, &wanted, one);
  }
  if (code == CKR_ATTRIBUTE_TYPE_INVALID || code == CKR_ATTRIBUTE_SENSITIVE ||
      code == CKR_BUFFER_TOO_SMALL) {
    return std::nullopt;
  }
  if (code != CKR_OK) {
    return fail(module_failure("C_GetAttributeValue", code));
  }
  if (wanted.pValue == nullptr || wanted.ulValueLen > value.size()) {
    return std::nullopt;
  }
  value.resize(wanted.ulValueLen);
  return value;
}

}  // namespace dmp::card::detail
