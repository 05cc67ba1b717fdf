#include "dmp/card/detail/loaded_module.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace dmp::card::detail {
namespace {

using List = CK_FUNCTION_LIST;

// More than any token has: what a module counts beyond this is taken for nonsense.
constexpr CK_ULONG kMostSlots = 256;
constexpr std::size_t kMostObjects = 64;

/// Modules take memory that they may not write to as if they might.
CK_BYTE* writable(ByteView bytes) { return const_cast<CK_BYTE*>(bytes.data()); }

Bytes bytes_of(const std::vector<CK_ULONG>& numbers) {
  const auto bytes =
      as_bytes({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(CK_ULONG)});
  return {bytes.begin(), bytes.end()};
}

Bytes bytes_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

const char* call_of(Operation operation) {
  constexpr std::array<const char*, kOperations> kCalls = {
      "dlopen",         "C_Initialize",     "C_Finalize",         "C_GetSlotList",
      "C_GetSlotInfo",  "C_GetTokenInfo",   "C_GetMechanismInfo", "C_OpenSession",
      "C_CloseSession", "C_GetSessionInfo", "C_FindObjects",      "C_GetAttributeValue",
      "C_Login",        "C_Logout",         "C_SignInit",         "C_Sign"};
  return kCalls.at(static_cast<std::size_t>(operation));
}

void LoadedModule::Library::operator()(void* handle) const { ::dlclose(handle); }

Reply LoadedModule::ask(const Question& question) {
  const auto [a, b, c] = question.numbers;
  switch (question.operation) {
    case Operation::load:
      return load(std::string(as_text(question.data)));
    case Operation::initialise:
      return initialise();
    case Operation::finalise:
      return {call<&List::C_Finalize>(static_cast<void*>(nullptr)), 0, {}};
    case Operation::slots:
      return slots();
    case Operation::slot_info:
      return info<CK_SLOT_INFO, &List::C_GetSlotInfo>(a);
    case Operation::token_info:
      return info<CK_TOKEN_INFO, &List::C_GetTokenInfo>(a);
    case Operation::mechanism_info:
      return info<CK_MECHANISM_INFO, &List::C_GetMechanismInfo>(a, b);
    case Operation::open_session: {
      CK_SESSION_HANDLE session = CK_INVALID_HANDLE;
      const CK_FLAGS flags = CKF_SERIAL_SESSION;
      const auto code = call<&List::C_OpenSession>(a, flags, static_cast<void*>(nullptr),
                                                   static_cast<CK_NOTIFY>(nullptr), &session);
      return {code, session, {}};
    }
    case Operation::close_session:
      return {call<&List::C_CloseSession>(a), 0, {}};
    case Operation::session_info:
      return info<CK_SESSION_INFO, &List::C_GetSessionInfo>(a);
    case Operation::find:
      return find(a, b);
    case Operation::attribute:
      return attribute(a, b, c);
    case Operation::login:
      return login(question);
    case Operation::logout:
      return {call<&List::C_Logout>(a), 0, {}};
    case Operation::sign_init: {
      CK_MECHANISM mechanism{b, nullptr, 0};
      return {call<&List::C_SignInit>(a, &mechanism, c), 0, {}};
    }
    case Operation::sign:
      return sign(a, question.data);
  }
  return {CKR_FUNCTION_NOT_SUPPORTED, 0, {}};
}

Reply LoadedModule::load(const std::string& path) {
  library_.reset(::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (!library_) {
    const char* words = ::dlerror();  // NOLINT(concurrency-mt-unsafe): glibc has one a thread
    return {CKR_GENERAL_ERROR, 0, bytes_of(words == nullptr ? "" : words)};
  }
  // The standard has the loader's untyped address turned into the function that it is.
  const auto list =
      reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library_.get(), "C_GetFunctionList"));
  const auto got = list == nullptr ? CKR_OK : list(&functions_);
  if (list == nullptr || got != CKR_OK || functions_ == nullptr || functions_->version.major < 2 ||
      functions_->version.major > 3) {
    functions_ = nullptr;
    return {CKR_FUNCTION_NOT_SUPPORTED, got, {}};
  }
  return {};
}

Reply LoadedModule::initialise() {
  CK_C_INITIALIZE_ARGS arguments{};
  arguments.flags = CKF_OS_LOCKING_OK;
  auto code = call<&List::C_Initialize>(static_cast<void*>(&arguments));
  if (code == CKR_CANT_LOCK || code == CKR_ARGUMENTS_BAD) {  // we use it from one thread at a time
    code = call<&List::C_Initialize>(static_cast<void*>(nullptr));
  }
  return {code, 0, {}};
}

Reply LoadedModule::slots() {
  // The list may grow between asking for its size and asking for it.
  constexpr int kTries = 5;
  const CK_BBOOL all = CK_FALSE;
  CK_RV code = CKR_BUFFER_TOO_SMALL;
  for (int i = 0; i < kTries && code == CKR_BUFFER_TOO_SMALL; ++i) {
    CK_ULONG count = 0;
    code = call<&List::C_GetSlotList>(all, static_cast<CK_SLOT_ID*>(nullptr), &count);
    if (code != CKR_OK || count == 0) {
      break;
    }
    std::vector<CK_SLOT_ID> slots(std::min(count, kMostSlots));
    count = slots.size();
    code = call<&List::C_GetSlotList>(all, slots.data(), &count);
    if (code == CKR_OK) {
      slots.resize(std::min<std::size_t>(count, slots.size()));
      return {CKR_OK, 0, bytes_of(slots)};
    }
  }
  return {code, 0, {}};
}

Reply LoadedModule::find(CK_SESSION_HANDLE session, CK_OBJECT_CLASS kind) {
  CK_ATTRIBUTE wanted{CKA_CLASS, &kind, sizeof kind};
  const CK_ULONG one = 1;
  auto code = call<&List::C_FindObjectsInit>(session, &wanted, one);
  if (code != CKR_OK) {
    return {code, 1, {}};
  }
  std::vector<CK_OBJECT_HANDLE> objects;
  CK_ULONG count = 1;
  while (code == CKR_OK && count == 1 && objects.size() < kMostObjects) {
    CK_OBJECT_HANDLE object = CK_INVALID_HANDLE;
    code = call<&List::C_FindObjects>(session, &object, one, &count);
    if (code == CKR_OK && count == 1) {
      objects.push_back(object);
    }
  }
  call<&List::C_FindObjectsFinal>(session);
  return {code, 0, bytes_of(objects)};
}

Reply LoadedModule::attribute(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object,
                              CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE wanted{type, nullptr, 0};
  const CK_ULONG one = 1;
  auto code = call<&List::C_GetAttributeValue>(session, object, &wanted, one);
  Reply answer;
  // CK_UNAVAILABLE_INFORMATION is the largest number.
  if (code == CKR_OK && wanted.ulValueLen <= kMostBytes) {
    answer.data.resize(std::max<std::size_t>(wanted.ulValueLen, 1));
    wanted.pValue = answer.data.data();
    code = call<&List::C_GetAttributeValue>(session, object, &wanted, one);
  }
  if (code == CKR_ATTRIBUTE_TYPE_INVALID || code == CKR_ATTRIBUTE_SENSITIVE ||
      code == CKR_BUFFER_TOO_SMALL) {
    return {};
  }
  if (code != CKR_OK || wanted.pValue == nullptr || wanted.ulValueLen > answer.data.size()) {
    return {code, 0, {}};
  }
  answer.number = 1;
  answer.data.resize(wanted.ulValueLen);
  return answer;
}

Reply LoadedModule::login(const Question& question) {
  const auto [session, user, has_pin] = question.numbers;
  CK_BYTE* const pin = has_pin == 0 ? nullptr : writable(question.data);
  const CK_ULONG size = has_pin == 0 ? 0 : question.data.size();
  return {call<&List::C_Login>(session, user, pin, size), 0, {}};
}

Reply LoadedModule::sign(CK_SESSION_HANDLE session, ByteView data) {
  constexpr std::size_t kLongest = 2048;  // bytes: of an RSA key of 16384 bits
  Reply answer{CKR_OK, 0, Bytes(kLongest)};
  CK_ULONG size = answer.data.size();
  const CK_ULONG data_size = data.size();
  answer.code = call<&List::C_Sign>(session, writable(data), data_size, answer.data.data(), &size);
  if (answer.code == CKR_OK && size > answer.data.size()) {
    answer.code = CKR_BUFFER_TOO_SMALL;
  }
  answer.data.resize(answer.code == CKR_OK ? size : 0);
  return answer;
}

}  // namespace dmp::card::detail
