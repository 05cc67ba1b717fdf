#pragma once

namespace dmp::x509 {

/// Most iterations that any file may ask for: what Java allows, a few seconds.
inline constexpr long kMostWork = 5'000'000;

/// WorkLimit bounds, as long as it lives, what this thread is ready to do for the passphrases of
/// files that others wrote, beside the bound of each file: who looks at many files has one for all.
/// What goes past it is refused as what is past that of a file: PKCS12-ITERATIONS. The innermost
/// one counts.
class WorkLimit {
 public:
  /// `most` are iterations of PBKDF2, a few million a second; what else takes as long counts as
  /// much.
  explicit WorkLimit(long most);
  WorkLimit(const WorkLimit&) = delete;
  WorkLimit& operator=(const WorkLimit&) = delete;
  ~WorkLimit();

  [[nodiscard]] long left() const { return left_; }
  /// was_passed tells whether something was refused for it.
  [[nodiscard]] bool was_passed() const { return passed_; }

  /// take takes from the limit of this thread; false, and nothing is taken, where it is not enough.
  static bool take(long work);

 private:
  long left_;
  bool passed_ = false;
  WorkLimit* outer_;
};

}  // namespace dmp::x509
