#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/text.hpp"

/// What a new dossier lacks and somebody may know right away.
namespace dmp::dossier {

/// Question is one value that is asked for. Those of one topic follow each other; who leaves the
/// first of them open is not asked the others.
struct Question {
  std::string key;    ///< Stable: "group/name", "representative/970302022/phone".
  std::string topic;  ///< "group", "contact", "administrator", "representative/970302022".
  std::string text;   ///< Id of the question.
  std::string why;    ///< Id of the topic's reason.
  Args args = {};     ///< Of both texts.

  bool operator==(const Question&) const = default;
};

/// Answers are values by the key of their question, as read_answer returned them.
using Answers = std::map<std::string, std::string>;

/// read_answer reads what somebody typed, as cells of a table are read; "" stays open. Error ids
/// (input): those of read_value (IMPORT-WORD, IMPORT-EMAIL, …, with `heading` empty) and of the
/// model's identifiers.
Result<std::string> read_answer(const Question& question, std::string_view typed);

}  // namespace dmp::dossier
