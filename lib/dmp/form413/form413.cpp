#include "dmp/form413/form413.hpp"
