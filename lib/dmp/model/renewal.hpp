#pragma once

#include <string>

#include "dmp/base/date.hpp"

namespace dmp::model {

/// Renewal is what the procedure (chapter 7) asks for before a certificate ends: the portal renews
/// only what is still active.
struct Renewal {
  bool possible = true;  ///< False: ended or missing, so that a new request is needed.
  Date notice_on;        ///< Day of ANS's mail to the administrators.
  Date start_by;         ///< Latest day to start, by the time that an order takes.
  Date last_day;         ///< Last day on which the portal renews.
  std::string command;   ///< For a shell; empty when no dossier tells the site.

  bool operator==(const Renewal&) const = default;
};

}  // namespace dmp::model
