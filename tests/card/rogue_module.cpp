// A PKCS#11 module that does its worst in one call, and is the one of ROGUE_MODULE in all others.
// ROGUE_CALL: the call ("dlopen" for while it is loaded); ROGUE_DEED: what it does there, told in
// the file ROGUE_SEEN where that leaves something to see.
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace {

CK_FUNCTION_LIST list;
CK_FUNCTION_LIST* real = nullptr;

std::string told(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// Returns where the deed is one that the caller does with what it was given.
std::string_view misbehave(std::string_view call) {
  static std::string deed;
  if (told("ROGUE_CALL") != call) {
    return {};
  }
  deed = told("ROGUE_DEED");
  if (deed == "exit") {
    std::exit(0);
  } else if (deed == "abort") {
    std::abort();
  } else if (deed == "segv") {
    ::raise(SIGSEGV);
  } else if (deed == "hang") {
    std::ofstream(told("ROGUE_SEEN")) << call << std::endl;
    while (true) {
      ::pause();
    }
  } else if (deed == "scribble") {  // over the descriptor on which it is asked
    const std::string noise(4096, '\xEE');
    for (int descriptor = 3; descriptor < 16; ++descriptor) {
      (void)!::write(descriptor, noise.data(), noise.size());
    }
  } else if (deed == "look") {  // what it can reach of the program that asks
    std::system("{ env; ls -l /proc/$PPID/fd; } > \"$ROGUE_SEEN\"");
  }
  return deed;
}

CK_RV initialise(void* arguments) {
  return misbehave("C_Initialize") == "garbage" ? 0xBADC0DEUL : real->C_Initialize(arguments);
}

CK_RV slot_list(CK_BBOOL present, CK_SLOT_ID* slots, CK_ULONG* count) {
  if (misbehave("C_GetSlotList") != "garbage") {
    return real->C_GetSlotList(present, slots, count);
  }
  *count = ~0UL;
  return CKR_OK;
}

CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_BYTE* pin, CK_ULONG size) {
  const auto code = real->C_Login(session, user, pin, size);  // the card has it before the deed
  return misbehave("C_Login") == "garbage" ? 0xBADC0DEUL : code;
}

CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE* data, CK_ULONG size, CK_BYTE* signature,
           CK_ULONG* length) {
  const bool garbage = misbehave("C_Sign") == "garbage";
  const auto code = real->C_Sign(session, data, size, signature, length);
  if (garbage) {
    *length = ~0UL;
  }
  return code;
}

}  // namespace

__attribute__((constructor)) static void loaded() { (void)misbehave("dlopen"); }

extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST** functions);
extern "C" CK_RV C_GetFunctionList(CK_FUNCTION_LIST** functions) {
  void* handle = ::dlopen(told("ROGUE_MODULE").c_str(), RTLD_NOW | RTLD_LOCAL);
  const auto get =
      handle == nullptr
          ? nullptr
          : reinterpret_cast<CK_C_GetFunctionList>(::dlsym(handle, "C_GetFunctionList"));
  if (get == nullptr || get(&real) != CKR_OK) {
    return CKR_GENERAL_ERROR;
  }
  list = *real;
  list.C_Initialize = initialise;
  list.C_GetSlotList = slot_list;
  list.C_Login = login;
  list.C_Sign = sign;
  *functions = &list;
  return CKR_OK;
}
