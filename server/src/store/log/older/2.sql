-- The log of two days as a server whose tables were of version 2 has left it. Never to be changed.
pragma user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE event (
        seq integer primary key,
        day text,
        at integer not null,
        body text not null,
        secret_hash blob,
        hash blob not null
    ) strict;
INSERT INTO event VALUES(1,NULL,1795395600000,'{"v":1,"type":"office_applied","office":{"code":"test","name":{"vi":"Test"},"unit":{"vi":"Test"},"time_zone":"Asia/Ho_Chi_Minh","languages":["vi"],"hotline":"0276","hours":{"week":[[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}],[{"from_min":0,"to_min":1440}]],"worked":[{"from_min":450,"to_min":690},{"from_min":780,"to_min":1020}],"first_ticket_min":30,"last_ticket_min":30,"project_close":false,"days":[],"off":[],"worked_days":["2026-11-28"]},"rules":{"recall_gap_s":10,"no_show_calls":2,"no_show_after_s":0,"return_behind":3,"return_max":1,"undo_s":60,"clerk_may_call":false,"self_priority":true,"ask_priority_reason":false,"forgotten_min":30,"estimate_step_min":5},"limits":{"wait_mean_min":15,"wait_longest_min":45,"retention_days":90},"priorities":[{"code":"elderly","name":{"vi":"60"},"credit_min":20}],"services":[{"letter":"A","name":{},"short":{},"hint":{},"color":"#1F5FA8","minutes":6,"range":[1,999],"daily_limit":0},{"letter":"B","name":{},"short":{},"hint":{},"color":"#1F5FA8","minutes":12,"range":[1,999],"daily_limit":0}],"counters":[{"code":"1","name":{},"services":{"A":0}},{"code":"2","name":{},"services":{"A":0,"B":10}},{"code":"3","name":{},"services":{"B":0}}],"pause_reasons":[{"code":"break","name":{"vi":"Nghỉ"}}],"procedures":[]}}',NULL,X'17aef0d355f0787d0696d756265d30b9550460a98bf9c055b2e5cd1c022c8da1');
INSERT INTO event VALUES(2,'2026-11-23',1795395600000,'{"v":1,"type":"day_opened","date":"2026-11-23","office_seq":1,"means":{"A":360,"B":720}}',NULL,X'1cd89520eaf13a1f794c5f6f8051f6d7fc09057fe491e2d306e25cc4fde22ff3');
INSERT INTO event VALUES(3,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A001","credit_min":0,"ahead":0}',NULL,X'ff99a12cbb28e490a9094dfba0341514d861080776b88c039ff007470a527012');
INSERT INTO event VALUES(4,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A002","credit_min":0,"ahead":1}',NULL,X'c340dc774a488a218ba5613374d7b90238414f5b3b0f9df99d75e719626a0008');
INSERT INTO event VALUES(5,'2026-11-23',1795395600000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A003","credit_min":0,"ahead":2}',NULL,X'ce21c2e66ca7e528b105e01b5448f559dfa35cec93e0efb5e173a7f8b8cd7f51');
INSERT INTO event VALUES(6,'2026-11-23',1795395660000,'{"v":1,"type":"counter_opened","by":{"account":"lan"},"counter":"1"}',NULL,X'964f205d7a887e10ac6ff2f9a8f99fcf1d82b1714e6527ce096b58fca3232c59');
INSERT INTO event VALUES(7,'2026-11-23',1795395720000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A001","rule":"turn","overtook":[]}',NULL,X'b793b5d3d5359aa0424f25b564a589965d676325ed7a6428874ef11ac8e43fbe');
INSERT INTO event VALUES(8,'2026-11-23',1795395780000,'{"v":1,"type":"started","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'229f9336ffbbde82adb992a23bd46e88a8a5624e7b188bce533ef288b376705e');
INSERT INTO event VALUES(9,'2026-11-23',1795395840000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'73e52c7c471712d409c94ae6dae7d7649bdc80cc1b6250f99fa597cd5ac2f4b3');
INSERT INTO event VALUES(10,'2026-11-23',1795395900000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A002","rule":"turn","overtook":[]}',NULL,X'83c572fad0f9bdb28eab8c2ed74fcc1eba6bdd1138ef4bff184ad137f4d33747');
INSERT INTO event VALUES(11,'2026-11-23',1795395960000,'{"v":1,"type":"held","by":{"account":"lan"},"counter":"1","number":"A002"}',X'30c90a70a7b1f9befa2303ae685a506955f281e583405f734ac3771236cc8f8f',X'92ae7ef5e8071e968726b23d8ffbe6d03b9977d3f8c96944a7b8a566893a77de');
INSERT INTO event VALUES(12,'2026-11-23',1795396020000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A003","rule":"turn","overtook":[]}',NULL,X'cf00e82293cbf5ddab5780ac68cf5ae2dd6b71949b3d97077d6f934f9c17a52d');
INSERT INTO event VALUES(13,'2026-11-23',1795396080000,'{"v":1,"type":"undone","by":{"account":"lan"},"counter":"1","act":"next","from_seq":12}',NULL,X'c9320a26428e51a3b346cb88cf3474b866545443c7dde3606541963d8e60146c');
INSERT INTO event VALUES(14,'2026-11-23',1795396140000,'{"v":1,"type":"served","counter":"1","issued":{"by":{"account":"lan"},"number":"A004","credit_min":0,"ahead":0},"overtook":["A003"]}',NULL,X'1f2095778a3dae8b74ac0dfd3882ac06fa57aa73bd0f42ec1f850582590bb23f');
INSERT INTO event VALUES(15,'2026-11-23',1795396200000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A004"}',NULL,X'6447620a5bc282c35af67407e2c90881cfc025362667fa9d29d08ca814dcaace');
INSERT INTO event VALUES(16,'2026-11-23',1795396200000,'{"v":1,"type":"rated","number":"A001"}',X'37c442fcf5434c0481ef229a98ef5efbda095de3376f30f0cc33ec0d23c736d1',X'fe0fe630bf8761986412c7fd07b510edcae5f5532e1dd9c98028d6e2a6fdc092');
INSERT INTO event VALUES(17,'2026-11-23',1795396200000,'{"v":1,"type":"day_closed","date":"2026-11-23","by":{"account":"hoa"}}',NULL,X'85344b1782d6958222612c46b633ab20bd3676187ed1cf700fdb6056bed0bc97');
INSERT INTO event VALUES(18,'2026-11-24',1795482000000,'{"v":1,"type":"day_opened","date":"2026-11-24","office_seq":1,"means":{"A":332,"B":720}}',NULL,X'7b4fa34d09a9103b5570772208fb6d1cff700b44065d80f77a9b37a2e2177892');
INSERT INTO event VALUES(19,'2026-11-24',1795482000000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A001","credit_min":0,"ahead":0}',NULL,X'461095d3a48cd1138d0c8adca8e9a490f170dc2d17b79c9effbce61e21ede15e');
INSERT INTO event VALUES(20,'2026-11-24',1795482000000,'{"v":1,"type":"issued","by":{"device":"kiosk-1"},"number":"A002","credit_min":0,"ahead":1}',NULL,X'825bf4fc4134418911188ef89b98df821a09c2669707986bcb0dc6d712aa48cd');
INSERT INTO event VALUES(21,'2026-11-24',1795482000000,'{"v":1,"type":"counter_opened","by":{"account":"lan"},"counter":"1"}',NULL,X'0885b4fb5933315c3062c42081f793e2af1a508bffa8b274345cc59c81effadd');
INSERT INTO event VALUES(22,'2026-11-24',1795482000000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A001","rule":"turn","overtook":[]}',NULL,X'ac646467a4c8d34b005a9bfc53e5c954522e03398262b9a232f615f4afb0d4da');
INSERT INTO event VALUES(23,'2026-11-24',1795482000000,'{"v":1,"type":"finished","by":{"account":"lan"},"counter":"1","number":"A001"}',NULL,X'3047538cf766e1b4bca7a0a501390ef21b1d992a88ca0b379fe37bf3261d5fc8');
INSERT INTO event VALUES(24,'2026-11-24',1795482000000,'{"v":1,"type":"called","by":{"account":"lan"},"counter":"1","number":"A002","rule":"turn","overtook":[]}',NULL,X'9550fee6e5c585fc41ea03297b54ff741752c5e770219a0d6a912cbe3a1202c6');
CREATE TABLE secret (seq integer primary key references event, salt blob not null, text text not null) strict;
INSERT INTO secret VALUES(11,X'6da5bb58d5d2a64adbbdb0303fdb4c26','thiếu giấy');
INSERT INTO secret VALUES(16,X'facc126b7537a870bc2c4dd32bac8be5','4');
CREATE TABLE day (
        date text primary key,
        opened_seq integer not null references event,
        closed_seq integer references event
    ) strict;
INSERT INTO day VALUES('2026-11-23',2,17);
INSERT INTO day VALUES('2026-11-24',18,NULL);
CREATE TABLE answer (
        day text not null,
        caller text not null,
        key text not null,
        request blob not null,
        reply text not null,
        primary key (day, caller, key)
    ) strict, without rowid;
INSERT INTO answer VALUES('2026-11-24','account:lan','n',X'0909090909090909090909090909090909090909090909090909090909090909','{"kind":"next","body":{"ticket":{"number":"A002","service":"A","state":"called","issued_at":"2026-11-24T08:00:00+07:00","waited_s":0,"calls":1,"called_at":"2026-11-24T08:00:00+07:00","started_at":null,"priority":null,"assist":false,"lang":null,"printed":null,"note":null,"procedure":null},"why":{"rule":"turn","overtook":0}}}');
INSERT INTO answer VALUES('2026-11-24','device:1','k',X'0101010101010101010101010101010101010101010101010101010101010101','{"kind":"issued","body":{"number":"A001","service":"A","token":"","url":null,"issued_at":"2026-11-24T08:00:00+07:00","ahead":0,"estimate":null,"priority":false}}');
INSERT INTO answer VALUES('2026-11-24','device:1','l',X'0101010101010101010101010101010101010101010101010101010101010101','{"kind":"issued","body":{"number":"A002","service":"A","token":"","url":null,"issued_at":"2026-11-24T08:00:00+07:00","ahead":1,"estimate":null,"priority":false}}');
CREATE TABLE visit (
        day text not null,
        number text not null,
        service text not null,
        state text not null,
        counter text,
        priority text,
        credit_min integer not null,
        calls integer not null,
        issued_at integer not null,
        first_called_at integer,
        called_at integer,
        started_at integer,
        ended_at integer,
        unfinished integer not null,
        promised_s integer,
        printed integer, by_staff integer not null default 0, clerk text, held_ms integer not null default 0, returns integer not null default 0, stars integer,
        primary key (day, number)
    ) strict, without rowid;
INSERT INTO visit VALUES('2026-11-23','A001','A','done','1',NULL,0,1,1795395600000,1795395720000,1795395720000,1795395780000,1795395840000,0,NULL,NULL,0,'lan',0,0,4);
INSERT INTO visit VALUES('2026-11-23','A002','A','expired','1',NULL,0,1,1795395600000,1795395900000,1795395900000,NULL,NULL,0,NULL,NULL,0,'lan',240000,0,NULL);
INSERT INTO visit VALUES('2026-11-23','A003','A','expired',NULL,NULL,0,0,1795395600000,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,0,0,NULL);
INSERT INTO visit VALUES('2026-11-23','A004','A','done','1',NULL,0,1,1795396140000,1795396140000,1795396140000,NULL,1795396200000,0,NULL,NULL,1,'lan',0,0,NULL);
INSERT INTO visit VALUES('2026-11-24','A001','A','done','1',NULL,0,1,1795482000000,1795482000000,1795482000000,NULL,1795482000000,0,NULL,NULL,0,'lan',0,0,NULL);
INSERT INTO visit VALUES('2026-11-24','A002','A','called','1',NULL,0,1,1795482000000,1795482000000,1795482000000,NULL,NULL,0,NULL,NULL,0,'lan',0,0,NULL);
CREATE TABLE own (name text primary key, value blob not null) strict, without rowid;
INSERT INTO own VALUES('alive',X'000001a20b111a80');
INSERT INTO own VALUES('token_secret',X'61e3811627f61b4417ab4b7568402ebc57a762f8d67d4c9fd8c264e9ecdd785a');
CREATE TABLE outage (from_at integer primary key, to_at integer not null) strict;
CREATE TABLE errand (
        id integer primary key,
        asked_at integer not null,
        body text not null,
        answer text
    ) strict;
CREATE INDEX visit_learned on visit (service, ended_at) where state = 'done' and unfinished = 0;
CREATE INDEX visit_rated on visit (day) where stars is not null;
COMMIT;
