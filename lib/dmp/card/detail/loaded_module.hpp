#pragma once

// A PKCS#11 module in this process. Not installed. Wrong values that it gives are caught here, but
// nothing holds it back from writing where it should not, or from ending the process.

#include <memory>
#include <string>

#include "dmp/card/detail/cryptoki.hpp"

namespace dmp::card::detail {

/// LoadedModule loads the module that it is told to load. Where that fails the answer to `load` has
/// as its code CKR_FUNCTION_NOT_SUPPORTED for what is no module, with the module's own code as its
/// number where it gave one, and CKR_GENERAL_ERROR for what cannot be loaded, with the reason as
/// its data. The numbers of objects and sessions are the module's.
class LoadedModule final : public Cryptoki {
 public:
  Reply ask(const Question& question) override;
  [[nodiscard]] const std::optional<Error>& end() const override { return end_; }

 private:
  Reply load(const std::string& path);
  Reply initialise();
  Reply slots();
  Reply find(CK_SESSION_HANDLE session, CK_OBJECT_CLASS kind);
  Reply attribute(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
  Reply login(const Question& question);
  Reply sign(CK_SESSION_HANDLE session, ByteView data);

  /// call calls a function of the module; CKR_FUNCTION_NOT_SUPPORTED where it has none.
  template <auto Function, typename... Arguments>
  CK_RV call(Arguments... arguments) const {
    const auto function = functions_ == nullptr ? nullptr : functions_->*Function;
    return function == nullptr ? CKR_FUNCTION_NOT_SUPPORTED : function(arguments...);
  }
  template <typename T, auto Function, typename... Arguments>
  Reply info(Arguments... arguments) const {
    T told{};
    const auto code = call<Function>(arguments..., &told);
    const auto bytes = as_bytes({reinterpret_cast<const char*>(&told), sizeof told});
    return {code, 0, Bytes(bytes.begin(), bytes.end())};
  }

  struct Library {
    void operator()(void* handle) const;
  };
  std::unique_ptr<void, Library> library_;
  CK_FUNCTION_LIST* functions_ = nullptr;
  std::optional<Error> end_;  ///< Never: this process would end as well.
};

}  // namespace dmp::card::detail
