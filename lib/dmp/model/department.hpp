#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dmp::model {

/// Department in its three codings: the usual code ("01", "2A", "971"), the FINESS prefix ("01",
/// "2A", "9701", "9805") and the code of the register's `departement` column ("01", "2A", "9A");
/// with the label that the IGC-Santé writes into a certificate's ST ("Côte-d'Or (21)").
struct Department {
  std::string_view code;
  std::string_view finess_prefix;
  std::string_view register_code;
  std::string_view name;

  /// state_label returns the ST of a certificate, e.g. "Ain (01)".
  [[nodiscard]] std::string state_label() const;
};

/// departments lists all of them, in the order of their codes.
std::span<const Department> departments();

/// find_department takes any of the three codings or a whole FINESS number's prefix of four;
/// nullptr when unknown.
const Department* find_department(std::string_view code);

/// department_of_finess returns the department that a FINESS number starts with, or nullptr.
const Department* department_of_finess(std::string_view finess);

}  // namespace dmp::model
