#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// What the fake PKCS#11 module is told to do, and what it saw. Tests reach it through
/// fake_module_state(), in the module that is loaded already.
namespace dmp::test {

struct FakeObject {
  unsigned long kind = 0;  ///< CKO_CERTIFICATE or CKO_PRIVATE_KEY.
  std::string id;
  std::string value;         ///< DER of a certificate.
  bool hidden = false;       ///< Until the login.
  bool always_asks = false;  ///< CKA_ALWAYS_AUTHENTICATE.
  bool may_sign = true;      ///< CKA_SIGN.
  unsigned long length = 0;  ///< Told instead of the length of the value, when not 0.
};

struct FakeState {
  // What to do.
  std::string label = "fake";
  std::string description = "Fake slot";
  unsigned long flags = 0;  ///< More flags of the token.
  unsigned long min_pin = 4;
  unsigned long max_pin = 8;
  std::string pin = "1234";
  int tries = 3;
  bool hashes = true;  ///< Has CKM_SHA256_RSA_PKCS.
  std::vector<FakeObject> objects;
  unsigned long initialise = 0;      ///< What C_Initialize answers.
  unsigned long login = 0;           ///< What C_Login answers, when not 0.
  unsigned long sign = 0;            ///< What C_Sign answers, when not 0.
  unsigned long slot_count = 1;      ///< That C_GetSlotList tells.
  unsigned long signature_size = 4;  ///< That C_Sign tells.
  bool gone = false;                 ///< The token was taken out.
  bool forgets_login = false;        ///< The next C_SignInit finds nobody logged in.

  // What was seen.
  std::vector<std::string> pins;  ///< "user:1234", "context:1234", "user:-" without a PIN.
  std::string signed_data;
  unsigned long mechanism = 0;
  std::string signed_with;  ///< CKA_ID of the key.
  int sessions = 0;         ///< Open ones.
  int logouts = 0;
  int finalised = 0;
  bool user = false;
};

}  // namespace dmp::test
