#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"

/// The FINESS register as open data: what it knows of the numbers that somebody asks for.
///
/// Two editions are read, told apart by their first bytes: the stock of establishments as CSV
/// (etalab-cs1100502-stock, and cs1100507 with its lines of coordinates) and the daily flow of
/// FINESS+ as JSON (structures, schema v1).
namespace dmp::registry {

/// Record is an establishment (entité géographique, ET) or a legal entity (entité juridique, EJ).
/// Texts are UTF-8, outer spaces removed; empty means that the register does not tell.
struct Record {
  std::string number;
  std::string juridical;  ///< Of an establishment: its legal entity's number.
  std::string name;       ///< Raison sociale, often abbreviated.
  std::string long_name;
  std::string category;        ///< Three digits ("355").
  std::string category_label;  ///< CSV only.
  std::string siret;           ///< Establishments only.
  std::string department;      ///< The register's own coding ("01", "9C"); CSV only.
  std::optional<Date> opened;
  std::optional<Date> authorised;
  std::optional<Date> updated;
  std::optional<Date> closed;  ///< FINESS+ only.
  bool active = true;          ///< False where FINESS+ says inactive.

  /// is_closed tells whether the register has it closed on that day.
  [[nodiscard]] bool is_closed(Date on) const { return !active || (closed && *closed <= on); }

  bool operator==(const Record&) const = default;
};

/// Edition names a file of the register: "etalab 111" or "FINESS+ v1.0.0", and its day.
struct Edition {
  std::string name;
  std::optional<Date> date;

  bool operator==(const Edition&) const = default;
};

/// Extract is what a register says of the numbers asked for.
struct Extract {
  Edition edition;
  std::size_t records_read = 0;  ///< Establishments in the file.
  std::map<std::string, Record, std::less<>> establishments;
  /// Those asked for; from FINESS+ also those of the establishments. From CSV, which lists
  /// establishments only, these have no more than their number.
  std::map<std::string, Record, std::less<>> legal_entities;

  /// find_establishment and find_legal_entity return nullptr for a number that is none.
  [[nodiscard]] const Record* find_establishment(std::string_view number) const;
  [[nodiscard]] const Record* find_legal_entity(std::string_view number) const;
};

/// Source fills a buffer with the next bytes of a file and returns how many they are, 0 at its end.
using Source = std::function<Result<std::size_t>(std::span<char>)>;

/// read reads a register once, from its beginning to its end, and keeps what it says of the FINESS
/// numbers in `asked`, of the legal entities in `entities` and of all their establishments; memory
/// does not grow with the file. `path` names it in errors, all of kind input: REGISTER-EMPTY,
/// REGISTER-PACKED, REGISTER-PAGE, REGISTER-ENCODING, REGISTER-FIRST-LINE, REGISTER-HEADER,
/// REGISTER-LINE, REGISTER-FIELDS, REGISTER-COLUMN, REGISTER-LINE-LENGTH, REGISTER-TRUNCATED,
/// REGISTER-NO-RECORD, REGISTER-JSON, REGISTER-JSON-TRUNCATED, REGISTER-JSON-OTHER. A failure of
/// the source is returned as it is.
Result<Extract> read(const Source& source, const std::vector<std::string>& asked,
                     std::string_view path, const std::vector<std::string>& entities = {});

}  // namespace dmp::registry
