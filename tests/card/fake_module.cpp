// A PKCS#11 module that does what a test tells it, for what a software token cannot do: locked
// PINs, pin pads, keys that want the PIN for each signature, cards pulled out, numbers that make no
// sense.
#include "fake_module.hpp"

#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <cstring>
#include <utility>

using dmp::test::FakeObject;
using dmp::test::FakeState;

namespace {

FakeState state;
std::size_t next_object = 0;
CK_OBJECT_CLASS wanted = 0;
enum class Operation { none, begun, allowed };
Operation operation = Operation::none;
const FakeObject* signing = nullptr;

template <std::size_t N>
void fill(unsigned char (&field)[N], const std::string& text) {
  std::fill(std::begin(field), std::end(field), static_cast<unsigned char>(' '));
  std::copy_n(text.begin(), std::min(text.size(), N), std::begin(field));
}

CK_RV initialise(void*) { return state.initialise; }
CK_RV finalise(void*) {
  ++state.finalised;
  return CKR_OK;
}

CK_RV slot_list(CK_BBOOL, CK_SLOT_ID* slots, CK_ULONG* count) {
  if (slots != nullptr && *count > 0) {
    slots[0] = 7;
    std::fill_n(slots, *count, 7UL);
  }
  *count = state.slot_count;
  return CKR_OK;
}

CK_RV slot_info(CK_SLOT_ID, CK_SLOT_INFO* info) {
  fill(info->slotDescription, state.description);
  info->flags = state.gone ? 0 : CKF_TOKEN_PRESENT;
  return CKR_OK;
}

CK_RV token_info(CK_SLOT_ID, CK_TOKEN_INFO* info) {
  if (state.gone) {
    return CKR_TOKEN_NOT_PRESENT;
  }
  fill(info->label, state.label);
  info->flags = CKF_LOGIN_REQUIRED | CKF_TOKEN_INITIALIZED | state.flags;
  if (state.tries == 0) {
    info->flags |= CKF_USER_PIN_LOCKED;
  } else if (state.tries == 1) {
    info->flags |= CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_COUNT_LOW;
  }
  info->ulMinPinLen = state.min_pin;
  info->ulMaxPinLen = state.max_pin;
  return CKR_OK;
}

CK_RV mechanism_info(CK_SLOT_ID, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO* info) {
  info->flags = CKF_SIGN;
  return type == CKM_SHA256_RSA_PKCS && !state.hashes ? CKR_MECHANISM_INVALID : CKR_OK;
}

CK_RV open_session(CK_SLOT_ID, CK_FLAGS, void*, CK_NOTIFY, CK_SESSION_HANDLE* session) {
  if (state.gone) {
    return CKR_TOKEN_NOT_PRESENT;
  }
  ++state.sessions;
  operation = Operation::none;
  *session = 1;
  return CKR_OK;
}

CK_RV close_session(CK_SESSION_HANDLE) {
  --state.sessions;
  return CKR_OK;
}

CK_RV session_info(CK_SESSION_HANDLE, CK_SESSION_INFO* info) {
  info->state = state.user ? CKS_RO_USER_FUNCTIONS : CKS_RO_PUBLIC_SESSION;
  return state.gone ? CKR_DEVICE_REMOVED : CKR_OK;
}

CK_RV login(CK_SESSION_HANDLE, CK_USER_TYPE user, CK_BYTE* pin, CK_ULONG size) {
  const std::string given = pin == nullptr ? "-" : std::string(pin, pin + size);
  state.pins.push_back((user == CKU_USER ? "user:" : "context:") + given);
  if (state.gone) {
    return CKR_DEVICE_REMOVED;
  }
  if (state.login != CKR_OK) {
    return state.login;
  }
  if (user == CKU_CONTEXT_SPECIFIC && operation == Operation::none) {
    return CKR_OPERATION_NOT_INITIALIZED;
  }
  if (state.tries == 0) {
    return CKR_PIN_LOCKED;
  }
  if (pin != nullptr && given != state.pin) {
    --state.tries;
    return CKR_PIN_INCORRECT;
  }
  state.tries = 3;
  state.user = true;
  if (user == CKU_CONTEXT_SPECIFIC) {
    operation = Operation::allowed;
  }
  return CKR_OK;
}

CK_RV logout(CK_SESSION_HANDLE) {
  ++state.logouts;
  state.user = false;
  return CKR_OK;
}

CK_RV find_init(CK_SESSION_HANDLE, CK_ATTRIBUTE* attribute, CK_ULONG) {
  std::memcpy(&wanted, attribute->pValue, sizeof wanted);
  next_object = 0;
  return state.gone ? CKR_DEVICE_REMOVED : CKR_OK;
}

CK_RV find(CK_SESSION_HANDLE, CK_OBJECT_HANDLE* object, CK_ULONG, CK_ULONG* count) {
  *count = 0;
  while (next_object < state.objects.size()) {
    const auto& one = state.objects[next_object++];
    if (one.kind == wanted && (!one.hidden || state.user)) {
      *object = next_object;
      *count = 1;
      break;
    }
  }
  return CKR_OK;
}

CK_RV answer(CK_ATTRIBUTE* attribute, const void* value, CK_ULONG size, CK_ULONG told) {
  const CK_ULONG room = attribute->ulValueLen;
  attribute->ulValueLen = told;
  if (attribute->pValue == nullptr) {
    return CKR_OK;
  }
  if (room < size) {
    attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_BUFFER_TOO_SMALL;
  }
  std::memcpy(attribute->pValue, value, size);
  return CKR_OK;
}

CK_RV attribute(CK_SESSION_HANDLE, CK_OBJECT_HANDLE object, CK_ATTRIBUTE* attribute, CK_ULONG) {
  const auto& one = state.objects.at(object - 1);
  const CK_BBOOL always = one.always_asks ? CK_TRUE : CK_FALSE;
  const CK_BBOOL may_sign = one.may_sign ? CK_TRUE : CK_FALSE;
  switch (attribute->type) {
    case CKA_ID:
      return answer(attribute, one.id.data(), one.id.size(), one.id.size());
    case CKA_VALUE:
      return answer(attribute, one.value.data(), one.value.size(),
                    one.length != 0 ? one.length : one.value.size());
    case CKA_ALWAYS_AUTHENTICATE:
      return answer(attribute, &always, sizeof always, sizeof always);
    case CKA_SIGN:
      return answer(attribute, &may_sign, sizeof may_sign, sizeof may_sign);
    default:
      attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
      return CKR_ATTRIBUTE_TYPE_INVALID;
  }
}

CK_RV sign_init(CK_SESSION_HANDLE, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key) {
  if (state.gone) {
    return CKR_DEVICE_REMOVED;
  }
  if (std::exchange(state.forgets_login, false)) {
    return CKR_USER_NOT_LOGGED_IN;
  }
  if (operation != Operation::none) {
    return CKR_OPERATION_ACTIVE;
  }
  if (mechanism->mechanism == CKM_SHA256_RSA_PKCS && !state.hashes) {
    return CKR_MECHANISM_INVALID;
  }
  state.mechanism = mechanism->mechanism;
  signing = &state.objects.at(key - 1);
  operation = Operation::begun;
  return CKR_OK;
}

CK_RV sign(CK_SESSION_HANDLE, CK_BYTE* data, CK_ULONG size, CK_BYTE* signature, CK_ULONG* length) {
  const auto reached = std::exchange(operation, Operation::none);
  if (state.gone) {
    return CKR_DEVICE_REMOVED;
  }
  if (state.sign != CKR_OK) {
    return state.sign;
  }
  if (signing->always_asks && reached != Operation::allowed) {
    return CKR_USER_NOT_LOGGED_IN;
  }
  state.signed_data.assign(data, data + size);
  state.signed_with = signing->id;
  std::fill_n(signature, std::min(*length, state.signature_size), CK_BYTE{0x5A});
  *length = state.signature_size;
  return CKR_OK;
}

CK_FUNCTION_LIST functions() {
  CK_FUNCTION_LIST list{};  // what is not set here is a null pointer
  list.version = {2, 40};
  list.C_Initialize = initialise;
  list.C_Finalize = finalise;
  list.C_GetSlotList = slot_list;
  list.C_GetSlotInfo = slot_info;
  list.C_GetTokenInfo = token_info;
  list.C_GetMechanismInfo = mechanism_info;
  list.C_OpenSession = open_session;
  list.C_CloseSession = close_session;
  list.C_GetSessionInfo = session_info;
  list.C_Login = login;
  list.C_Logout = logout;
  list.C_FindObjectsInit = find_init;
  list.C_FindObjects = find;
  list.C_GetAttributeValue = attribute;
  list.C_SignInit = sign_init;
  list.C_Sign = sign;
  return list;
}

CK_FUNCTION_LIST list = functions();

}  // namespace

extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST** functions);
extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST** functions) {
  *functions = &list;
  return CKR_OK;
}

extern "C" FakeState* fake_module_state();
extern "C" FakeState* fake_module_state() {
  operation = Operation::none;
  list = functions();
  return &state;
}

extern "C" CK_FUNCTION_LIST* fake_module_functions();
extern "C" CK_FUNCTION_LIST* fake_module_functions() { return &list; }
